internal import ArgumentParser
internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

/// Tells where a stricter compartment opens what a laxer one closes.
struct Compartments: Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells where law opens a compartment that protects more, and not one that protects less.",
        discussion: """
            Looks at every role, purpose and instrument, inside the holder and outside: whatever the request is otherwise. \
            Each exception is told with its paragraph. What no paragraph explains is told as well, and the exit status is \
            1; `prove` proves that there is nothing. Takes some seconds.
            """
    )

    @OptionGroup var options: PolicyOptions

    @ArgumentParser.Flag(help: "Print one object, with every cell.") var json = false

    func run(on console: Console) throws -> ExitCode {
        let order = try options.policy().compartmentOrder()
        var lines = LineWriter(console.write)
        if json { try lines.print(order.json) } else { for line in order.text { try lines.print(line) } }
        try lines.flush()
        return order.steps.allSatisfy(\.unexplained.isEmpty) ? .success : .failure
    }
}
