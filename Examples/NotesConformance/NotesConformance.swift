internal import ArgumentParser
internal import ClinicalNotesConformance
internal import ClinicalNotesPostgreSQL
internal import ClinicalNotesStorage
internal import CustomAdapterChecking
internal import Foundation

/// The conformance kit on the command line.
@main
struct NotesConformance: AsyncParsableCommand {
    /// The adapters that the kit can be run on.
    enum Store: String, ExpressibleByArgument, CaseIterable {
        case memory, sqlite, postgresql, custom
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
            "The folder in which Scripts/postgresql runs that server; then it is killed and held up, too.",
            valueName: "folder"
        )
    )
    var serverFolder: String?

    @Option(
        help: "How PostgreSQL stores take turns: fast, unless said otherwise, or portable.",
        transform: { name in
            guard let path = PostgreSQLPath(rawValue: name) else {
                throw ValidationError("There is no path \(name).")
            }
            return path
        }
    )
    var path: PostgreSQLPath?

    @Option(help: "In how many parts PostgreSQL tables are cut by the practice's hash.")
    var partitions: Int?

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
        guard store == .postgresql || serverFolder == nil else {
            throw ValidationError("Only a PostgreSQL server has a folder.")
        }
        guard store == .postgresql || (path == nil && partitions == nil) else {
            throw ValidationError("Only PostgreSQL stores have a path and partitions.")
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
        case .postgresql:
            .postgreSQL(
                at: url ?? "",
                path: path ?? .fast,
                partitions: partitions,
                on: try serverFolder.map(ServerScript.init(folder:)),
                loggingTo: serverLog
            )
        case .custom: try .logFile()
        }
    }
}
