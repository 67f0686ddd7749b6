internal import ArgumentParser
internal import ClinicalNotesConformance
internal import ClinicalNotesStorage
internal import Foundation

/// The conformance kit on the command line.
@main
struct NotesConformance: AsyncParsableCommand {
    /// The adapters that the kit can be run on.
    enum Store: String, ExpressibleByArgument, CaseIterable {
        case memory, sqlite, postgresql
    }

    static let configuration = CommandConfiguration(
        commandName: "notes-conformance",
        abstract: "Checks a storage adapter against the storage contract of swift-clinical-notes.",
        discussion: """
            Always ends: a store that does not answer in time violates what was being checked. Exits with 0 if everything that \
            was checked holds, with 1 if something does not, and with 2 if the adapter cannot be checked. An adapter of your own \
            is checked in the same way: `ConformanceReport(checking:)` with its `StoreUnderTest`.
            """
    )

    @Option(help: "The adapter.")
    var store: Store

    @Option(
        help: ArgumentHelp(
            "Where the PostgreSQL server is; each check makes a schema of its own there.",
            valueName: "url"
        )
    )
    var url: String?

    @Option(
        help: ArgumentHelp(
            "The file that the PostgreSQL server logs to; without it nothing is known of what it logs.",
            valueName: "file"
        )
    )
    var serverLog: String?

    @Flag(help: "Print the report as JSON: an array of requirement, result and violation.")
    var json = false

    @Option(help: "What generated keys, entries and predicates derive from.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How long each check may take.", valueName: "seconds"))
    var timeLimit: Int = 30

    @Option(help: ArgumentHelp("Check this requirement alone; can be repeated.", valueName: "id"))
    var requirement: [String] = []

    func validate() throws {
        guard (store == .postgresql) == (url != nil) else {
            throw ValidationError("A PostgreSQL server, and nothing else, is named by --url.")
        }
        guard serverLog == nil || store == .postgresql else {
            throw ValidationError("Only a PostgreSQL server has a log of its own.")
        }
        guard timeLimit > 0, timeLimit <= 86_400 else {
            throw ValidationError("The time limit is a number of seconds.")
        }
        let known = Set(StoreRequirement.all.map(\.id))
        for id in requirement where !known.contains(id) {
            throw ValidationError("There is no requirement \(id).")
        }
    }

    func run() async throws {
        let adapter: StoreUnderTest
        do {
            adapter = try underTest()
        } catch {
            FileHandle.standardError.write(Data("notes-conformance: \(error)\n".utf8))
            throw ExitCode(2)
        }
        let report = await ConformanceReport(
            checking: adapter,
            seed: seed,
            timeLimit: .seconds(timeLimit),
            StoreRequirement.all.filter { requirement.isEmpty || requirement.contains($0.id) }
        )
        print(json ? report.json : report.description)
        guard report.violations.isEmpty else { throw ExitCode(1) }
    }

    private func underTest() throws -> StoreUnderTest {
        switch store {
        case .memory: StoreUnderTest { InMemoryNoteStore() }
        case .sqlite: .sqlite(in: try TemporaryFolder())
        case .postgresql: .postgreSQL(at: url ?? "", serverLog: serverLog)
        }
    }
}
