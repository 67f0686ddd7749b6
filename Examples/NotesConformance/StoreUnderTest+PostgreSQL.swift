internal import ClinicalNotesConformance
internal import ClinicalNotesPostgreSQL
internal import Foundation
internal import Synchronization

extension StoreUnderTest {
    /// The adapter on a server, each store in a schema of its own; nobody here kills the server or holds it up.
    ///
    /// - Parameters:
    ///   - url: The server.
    ///   - serverLog: The file that the server logs to, where it can be read.
    /// - Returns: The adapter; its tables are dumped where PostgreSQL's `psql` is installed.
    static func postgreSQL(at url: String, serverLog: String?) -> StoreUnderTest {
        let schema = LastSchema()
        return StoreUnderTest(
            make: { try await PostgreSQLNoteStore(url, schema: schema.renew()) },
            reopen: { try await PostgreSQLNoteStore(url, schema: schema.current) },
            second: { try await PostgreSQLNoteStore(url, schema: schema.current) },
            remains: DumpedTables(at: url).map { dumped($0, schema) },
            logs: serverLog.map { file(at: $0) }
        )
    }

    private static func dumped(
        _ tables: DumpedTables,
        _ schema: LastSchema
    ) -> @Sendable (@escaping Take) async throws -> Void {
        { take in
            for table in try tables.run(tables.named(in: schema.current)).split(separator: "\n") {
                take(Array(try tables.run("COPY \(schema.current).\(table) TO STDOUT").utf8))
            }
        }
    }

    private static func file(at path: String) -> @Sendable (@escaping Take) async throws -> Void {
        { take in
            guard let file = FileHandle(forReadingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
            while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { take(Array(piece)) }
        }
    }
}

/// The tables of a database as PostgreSQL's own client gives them.
private struct DumpedTables {
    private let client: URL
    private let url: String

    /// - Returns: `nil` if there is no such client.
    init?(at url: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = folders.map { "\($0)/psql" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return nil
        }
        client = URL(fileURLWithPath: path)
        self.url = url
    }

    func named(in schema: String) -> String {
        "SELECT tablename FROM pg_tables WHERE schemaname = '\(schema)'"
    }

    func run(_ statement: String) throws -> String {
        let process = Process()
        process.executableURL = client
        process.arguments = [
            "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--command", statement, url,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
        return String(decoding: output, as: UTF8.self)
    }
}

/// The schema that was made last.
private final class LastSchema: Sendable {
    private let name = Mutex("")

    var current: String { name.withLock { $0 } }

    func renew() -> String {
        name.withLock { name in
            name = "conformance_" + UUID().uuidString.lowercased().replacing("-", with: "")
            return name
        }
    }
}
