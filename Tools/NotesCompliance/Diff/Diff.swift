internal import ArgumentParser
internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

/// Tells what a change of policy opens and closes.
struct Diff: Subcommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Tells what one policy decides otherwise than another, counted exactly, with the smallest examples.",
        discussion: """
            A policy is named by its law (us, gb or all, which is meant where none is named), by states (us-ca, us-il, \
            us-ny, us-tx) and by files of house rules in JSON, joined by +, such as us+us-ny+practice.json.
            """
    )

    @Argument(help: "The policy before.")
    var before: PolicyName

    @Argument(help: "The policy after.")
    var after: PolicyName

    @ArgumentParser.Flag(
        help: "Print lines for people, with what the rules behind the examples say, in place of an object."
    )
    var text = false

    func run(on console: Console) throws -> ExitCode {
        let before = try before.policy()
        let after = try after.policy()
        var lines = LineWriter(console.write)
        let difference = after.difference(from: before)
        if text {
            for line in difference.text { try lines.print(line) }
        } else {
            try lines.print(difference.json)
        }
        try lines.flush()
        return .success
    }
}

extension PolicyDifference {
    /// What is opened and closed, each with its example and the rules behind it, for people.
    fileprivate var text: [String] {
        if isEmpty { return ["Nothing is decided otherwise."] }
        return Self.text("Opens", opened, openedExample, openedBy)
            + Self.text("Closes", closed, closedExample, closedBy)
            + obligations.flatMap { changed in
                let verb = "\(changed.isAdded ? "Adds" : "Drops") \(changed.obligation.rawValue)"
                return Self.text(verb, changed.points, changed.example, changed.broughtBy)
            }
    }

    private static func text(
        _ verb: String,
        _ points: PointCount,
        _ example: FactPoint?,
        _ rules: [RuleSummary]
    ) -> [String] {
        guard points > .zero else { return ["\(verb) nothing."] }
        guard let example else { return ["\(verb) in no case that a request can make."] }
        return ["\(verb) in some cases, for example: \(example)"]
            + rules.flatMap { $0.text.split(separator: "\n").map { "    \($0)" } }
    }

    /// The counts and the smallest examples.
    var json: JSONValue { .object(members) }

    var members: [String: JSONValue] {
        [
            "opened": .string(opened.description), "closed": .string(closed.description),
            "openedExample": openedExample?.json ?? .null, "closedExample": closedExample?.json ?? .null,
            "openedBy": .strings(openedBy.map(\.id.description)),
            "closedBy": .strings(closedBy.map(\.id.description)),
            "obligations": .array(
                obligations.map { changed in
                    .object([
                        "obligation": .string(changed.obligation.rawValue),
                        "change": .string(changed.isAdded ? "added" : "dropped"),
                        "points": .string(changed.points.description),
                        "example": changed.example?.json ?? .null,
                        "by": .strings(changed.broughtBy.map(\.id.description)),
                    ])
                }
            ),
        ]
    }
}
