internal import ArgumentParser
internal import ClinicalNotes
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesSQLite

/// Brings the tables of a store to the newest version.
struct Migrate: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the tables of a store to the newest version, which opening it does too.",
        discussion: "Exits with 1 if --dry-run finds that the tables would be changed."
    )

    @OptionGroup var place: StorePlace
    @OptionGroup var output: Output

    @Flag(help: "Only look which version stands there.")
    var dryRun = false

    func answer() async throws -> Answer {
        let before = try await schema()
        if !dryRun { try await place.open().close() }
        let after = dryRun ? before : try await schema()
        return Answer(
            isWell: !after.isOutdated,
            [
                ("well", .flag(!after.isOutdated)), ("found", .number(before.found)),
                ("newest", .number(before.newest)), ("changed", .flag(after.found != before.found)),
            ]
        )
    }

    private func schema() async throws -> StoreSchema {
        place.isDatabase
            ? try await PostgreSQLNoteStore.schema(at: place.store, schema: place.schema)
            : try SQLiteNoteStore.schema(at: place.store)
    }
}
