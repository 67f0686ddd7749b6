internal import ArgumentParser
internal import ClinicalNotesPolicy

/// Lists the rules.
struct Rules: Subcommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Lists every rule: its name, its direction and where the law says so, with tabs between them."
    )

    @OptionGroup var options: PolicyOptions

    @ArgumentParser.Flag(help: "Print an object a line, with what the rule says in plain words.")
    var json = false

    @ArgumentParser.Flag(
        help: "Print two lines for people: what the rule does and says, and where the law says so."
    )
    var text = false

    func run(on console: Console) throws -> ExitCode {
        var lines = LineWriter(console.write)
        for rule in try options.policy().rules {
            if json {
                try lines.print(rule.json)
            } else {
                try lines.print(text ? rule.text : rule.row)
            }
        }
        try lines.flush()
        return .success
    }
}

extension RuleSummary {
    fileprivate var row: String { "\(id)\t\(direction.rawValue)\t\(law)" }

    /// What it does and says, and on a second line its name, the law and what it brings, for people.
    var text: String {
        let owing = obligations.isEmpty ? "" : ", with " + obligations.map(\.rawValue).joined(separator: ", ")
        let marked = forCounsel ? "; for counsel" : ""
        return "\(effect.rawValue): \(sentence)\n    \(id) (\(law)\(marked))\(owing)"
    }

    private var law: String { citations.map(\.description).joined(separator: "; ") }

    fileprivate var json: JSONValue {
        .object([
            "id": .string(id.description), "direction": .string(direction.rawValue),
            "effect": .string(effect.rawValue), "citations": .strings(citations.map(\.description)),
            "obligations": .strings(obligations.map(\.rawValue)), "sentence": .string(sentence),
            "forCounsel": .bool(forCounsel),
        ])
    }
}
