internal import ArgumentParser
internal import ClinicalNotesPolicy

/// Lists the rules.
struct Rules: Subcommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Lists every rule: its name, its direction and where the law says so, with tabs between them."
    )

    @OptionGroup var options: PolicyOptions

    @Flag(help: "Print an object a line, with what the rule says in plain words.")
    var json = false

    func run(on console: Console) throws -> ExitCode {
        var lines = LineWriter(console.write)
        for rule in try options.policy().rules {
            if json { try lines.print(rule.json) } else { try lines.print(rule.text) }
        }
        try lines.flush()
        return .success
    }
}

extension RuleSummary {
    fileprivate var text: String {
        let law = citations.map(\.description).joined(separator: "; ")
        return "\(id)\t\(direction.rawValue)\t\(law)"
    }

    fileprivate var json: JSONValue {
        .object([
            "id": .string(id.description), "direction": .string(direction.rawValue),
            "effect": .string(effect.rawValue), "citations": .strings(citations.map(\.description)),
            "obligations": .strings(obligations.map(\.rawValue)), "sentence": .string(sentence),
        ])
    }
}
