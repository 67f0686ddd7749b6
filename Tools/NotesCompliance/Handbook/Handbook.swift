internal import ArgumentParser
internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

/// Writes the pages of the handbook that are made from the rules.
struct Handbook: Subcommand {
    enum Page: String, ExpressibleByArgument, CaseIterable {
        case rules, statements, papers, explanations
    }

    static let configuration = CommandConfiguration(
        abstract:
            "Prints a page of the handbook that is made from the rules: rules, statements, papers or explanations."
    )

    @Argument(help: "The page: rules, statements, papers or explanations.")
    var page: Page

    func run(on console: Console) throws -> ExitCode {
        let policy = Policy.everyJurisdiction
        var lines = LineWriter(console.write)
        switch page {
        case .rules: try lines.print(RulePage.text(of: policy))
        case .statements: try lines.print(StatementPage.text(of: policy))
        case .papers: try lines.print(PaperPage.text(of: policy))
        case .explanations: try lines.print(ExplanationPage.text(of: policy))
        }
        try lines.flush()
        return .success
    }
}
