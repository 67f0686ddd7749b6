internal import ArgumentParser

/// The command for people who answer for compliance, and for tests.
struct NotesCompliance: ParsableCommand {
    static let name = "notes-compliance"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Asks the policy of swift-clinical-notes, outside of any vault.",
        discussion: """
            Reads and writes JSON, one object a line. Exits with 0 if everything was answered and agrees, with 1 \
            if something was malformed or does not, and with 64 if the command was not understood.
            """,
        subcommands: [
            Decide.self, Rules.self, Who.self, Prove.self, Compartments.self, Diff.self, Handbook.self,
            Peers.self,
        ]
    )
}
