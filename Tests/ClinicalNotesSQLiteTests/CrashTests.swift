#if SQLite
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("A killed process", .serialized)
struct CrashTests {
    static let writer = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("StoreCrashWriter")
    static let kills = Soak.isOn ? 200 : 20

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "What was acknowledged is there, what was not is whole or absent",
        .enabled(if: FileManager.default.isExecutableFile(atPath: writer.path)),
        .timeLimit(.minutes(30))
    )
    func losesNothing() async throws {
        var acknowledged = 0
        for run in 0..<UInt64(Self.kills) {
            let numbers = try await killWriter(run)
            acknowledged += numbers.count
            try await check(run, numbers)
        }
        #expect(acknowledged > Self.kills)
        let queue = try DatabaseQueue(path: folder.file())
        #expect(try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        try queue.close()
        print("killed \(Self.kills) times: \(acknowledged) commits acknowledged, 0 lost, 0 half")
    }

    /// Starts the writer, kills it at a random moment and answers what it noted as acknowledged.
    private func killWriter(_ run: UInt64) async throws -> [UInt64] {
        let notes = folder.file("acknowledged-\(run)")
        #expect(FileManager.default.createFile(atPath: notes, contents: nil))
        let process = Process()
        process.executableURL = Self.writer
        process.arguments = [folder.file(), "\(run)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
        try process.run()
        // Nor does a test that ends early leave a writer behind.
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // Most kills hit the load, some the opening and recovery.
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

    private func check(_ run: UInt64, _ acknowledged: [UInt64]) async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        let tenant = TenantID(Bytes16(high: 1, low: 1))
        func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
            try await store.list(
                tenant,
                owner: nil,
                collection: collection,
                after: nil,
                limit: .max,
                by: .never
            )
        }
        let records = try await all(.header)
        let entries = try await all(.audit)
        let scan = IndexQuery(
            tenant: tenant,
            collection: .header,
            predicate: .all,
            order: .ascending,
            limit: .max
        )
        let indexed = try await store.scan(scan, by: .never).hits
        try await store.close()

        let ids = Set(records.map(\.key.record))
        let lost = acknowledged.filter { !ids.contains(RecordID(Bytes16(high: run, low: $0))) }
        #expect(lost.isEmpty, "\(lost.count) acknowledged records are lost in run \(run)")
        #expect(
            records.allSatisfy {
                $0.value.joined.starts(with: $0.key.record.bytes.bytes) && $0.value.count == 2016
            }
        )
        #expect(entries.map(\.key.record.bytes.low) == Array(0..<UInt64(entries.count)))
        #expect(
            Set(entries.map(\.value.joined)) == Set(ids.map(\.bytes.bytes)),
            "a pair is half in run \(run)"
        )
        #expect(entries.count == records.count)
        #expect(Set(indexed.map(\.key)) == Set(records.map(\.key)) && indexed.count == records.count)
    }
}
#endif
