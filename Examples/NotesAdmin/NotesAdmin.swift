internal import ArgumentParser

/// What whoever runs a practice's server needs of the library, over either store.
@main
struct NotesAdmin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes-admin",
        abstract: "Founds, verifies, backs up and restores the store of a practice.",
        discussion: """
            Prints identifiers, counts and codes, never content or a name. Exits with 0 if all is well, with 1 if something is \
            wrong with what is stored, and with 2 if it could not be looked at; with 64 if the command itself is wrong.

            The key file is opened with the passphrase in \(Place.passphrase), or with the root key in \(Place.rootKey).
            """,
        subcommands: [
            Found.self, Verify.self, Checkpoint.self, Backup.self, Restore.self, Migrate.self, Stats.self,
            Durability.self,
        ]
    )
}
