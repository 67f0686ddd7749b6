internal import ArgumentParser
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

    func run(on console: Console) throws -> ExitCode {
        let before = try before.policy()
        let after = try after.policy()
        var lines = LineWriter(console.write)
        try lines.print(after.difference(from: before).json)
        try lines.flush()
        return .success
    }
}

extension PolicyDifference {
    /// The counts and the smallest examples.
    var json: JSONValue { .object(members) }

    var members: [String: JSONValue] {
        [
            "opened": .string(opened.description), "closed": .string(closed.description),
            "openedExample": openedExample?.json ?? .null, "closedExample": closedExample?.json ?? .null,
            "obligations": .array(
                obligations.map { changed in
                    .object([
                        "obligation": .string(changed.obligation.rawValue),
                        "points": .string(changed.points.description),
                        "example": changed.example?.json ?? .null,
                    ])
                }
            ),
        ]
    }
}
