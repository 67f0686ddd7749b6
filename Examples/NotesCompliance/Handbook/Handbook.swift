internal import ArgumentParser
internal import ClinicalNotesPolicy

/// Writes the pages of the handbook that are made from the rules.
struct Handbook: Subcommand {
    enum Page: String, ExpressibleByArgument, CaseIterable {
        case rules, statements
    }

    static let configuration = CommandConfiguration(
        abstract: "Prints a page of the handbook that is made from the rules: rules, or statements."
    )

    @Argument(help: "The page: rules or statements.")
    var page: Page

    func run(on console: Console) throws -> ExitCode {
        let policy = Policy.everyJurisdiction
        var lines = LineWriter(console.write)
        try lines.print(page == .rules ? RulePage.text(of: policy) : StatementPage.text(of: policy))
        try lines.flush()
        return .success
    }
}
