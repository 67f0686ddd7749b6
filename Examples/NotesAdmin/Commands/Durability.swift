internal import ArgumentParser
internal import ClinicalNotes

/// Looks whether the store keeps what it tells as written.
struct Durability: AdminCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Looks whether the database is set so that what it tells as written survives loss of power.",
        discussion: """
            Opens the store, which reads the settings back: SQLite needs the write-ahead log and full synchronization, PostgreSQL fsync, \
            full_page_writes and synchronous_commit, and a standby where it names one. What the disk does with it, no program can tell.
            """
    )

    @OptionGroup var place: StorePlace
    @OptionGroup var output: Output

    func answer() async throws -> Answer {
        let store = try await place.open()
        let isDurable = store.capabilities.contains(.durable)
        try await store.close()
        return Answer(
            isWell: isDurable,
            [
                ("well", .flag(isDurable)), ("durable", .flag(isDurable)),
                ("store", .text(place.isDatabase ? "postgresql" : "sqlite")),
            ]
        )
    }
}
