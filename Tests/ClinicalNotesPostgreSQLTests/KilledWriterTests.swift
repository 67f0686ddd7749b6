#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("A killed process beside a database", .serialized, .enabled(if: TestServer.isThere))
struct KilledWriterTests {
    static let writer = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("StoreCrashWriter")
    static let kills = Soak.isOn ? 50 : 10

    @Test(
        "What was acknowledged is there, what was not is whole or absent",
        .enabled(if: FileManager.default.isExecutableFile(atPath: writer.path)),
        .timeLimit(.minutes(30)),
        arguments: PostgreSQLPath.allCases
    )
    func losesNothing(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        var acknowledged: Set<RecordID> = []
        for run in 0..<UInt64(Self.kills) {
            let numbers = try await killWriter(run, on: server)
            acknowledged.formUnion(numbers.map { RecordID(Bytes16(high: run, low: $0)) })
        }
        #expect(acknowledged.count > Self.kills)
        let store = try await server.open()
        let tenant = TenantID(Bytes16(high: 1, low: 1))
        func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
            try await store.list(
                tenant,
                owner: nil,
                collection: collection,
                after: nil,
                limit: .max,
                by: .after(.seconds(60))
            )
        }
        let records = try await all(.header)
        let entries = try await all(.audit)
        try await store.close()
        let ids = Set(records.map(\.key.record))
        #expect(acknowledged.isSubset(of: ids))
        #expect(
            records.allSatisfy {
                $0.value.joined.starts(with: $0.key.record.bytes.bytes) && $0.value.count == 2016
            }
        )
        #expect(entries.map(\.key.record.bytes.low) == Array(0..<UInt64(entries.count)))
        #expect(
            Set(entries.map(\.value.joined)) == Set(ids.map(\.bytes.bytes)) && entries.count == records.count
        )
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.entry") == "\(records.count)")
        print(
            "\(path): killed a writer to PostgreSQL \(Self.kills) times: \(acknowledged.count) commits acknowledged,",
            "0 lost, 0 half"
        )
    }

    /// Starts the writer, kills it at a random moment and answers what it noted as acknowledged.
    private func killWriter(_ run: UInt64, on server: TestServer) async throws -> [UInt64] {
        let notes = FileManager.default.temporaryDirectory.appendingPathComponent("\(server.schema)-\(run)")
            .path
        #expect(FileManager.default.createFile(atPath: notes, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: notes) }
        let process = Process()
        process.executableURL = Self.writer
        process.arguments = [server.address, "\(run)", server.schema, "\(server.layout.path)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // Most kills hit the load, some the opening.
        let isEarly = run % 5 == 4
        while !isEarly, process.isRunning, try noted(notes).isEmpty {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await Task.sleep(for: .microseconds(Int.random(in: 0...60_000)))
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try noted(notes)
    }

    /// The lines that are whole.
    private func noted(_ notes: String) throws -> [UInt64] {
        let text = String(decoding: FileManager.default.contents(atPath: notes) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap {
            UInt64($0)
        }
    }
}
#endif
