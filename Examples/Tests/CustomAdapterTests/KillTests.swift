import ClinicalNotesModel
import ClinicalNotesStorage
import CustomAdapter
import Foundation
import Testing

@Suite("A killed process", .serialized)
struct KillTests {
    static let writer = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("CustomAdapterWriter")

    let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "What it was told as committed is there, what it was not is whole or absent",
        .timeLimit(.minutes(5))
    )
    func losesNothing() async throws {
        var acknowledged = 0
        for run in 0..<10 as Range<UInt64> {
            let numbers = try await killWriter(run)
            acknowledged += numbers.count
            let store = try await LogFileNoteStore(path: folder.file)
            let found = try await store.all(.header).map(\.key.record.bytes).filter { $0.high == run + 1 }
            let entries = try await store.all(.audit)
            let mine = entries.filter { $0.value.joined.prefix(8).last == UInt8(run + 1) }
            #expect(Set(numbers).isSubset(of: found.map(\.low)), "run \(run)")
            #expect(found.count == mine.count, "run \(run)")
            #expect(entries.map(\.key) == (0..<UInt64(entries.count)).map { Sample.log.key(at: $0) })
            try await store.close()
        }
        #expect(acknowledged > 10)
        print("killed 10 times: \(acknowledged) commits acknowledged, 0 lost, 0 half")
    }

    @Test("One process has the file at a time; when it is gone, the next one has it")
    func oneProcess() async throws {
        let process = try start(0, noting: folder.path + "/acknowledged")
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        while try noted(folder.path + "/acknowledged").isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        #expect(try await codeOfOpening(folder.file) == .unavailable)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try await codeOfOpening(folder.file) == nil)
    }

    /// Starts the writer, kills it at a random moment and answers what it noted as acknowledged.
    private func killWriter(_ run: UInt64) async throws -> [UInt64] {
        let notes = "\(folder.path)/acknowledged-\(run)"
        let process = try start(run, noting: notes)
        // Nor does a test that ends early leave a writer behind.
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        // Most kills hit the load, some the opening.
        while run % 5 != 4, process.isRunning, try noted(notes).isEmpty {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await Task.sleep(for: .microseconds(Int.random(in: 0...60_000)))
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try noted(notes)
    }

    private func start(_ run: UInt64, noting notes: String) throws -> Process {
        #expect(FileManager.default.createFile(atPath: notes, contents: nil))
        let process = Process()
        process.executableURL = Self.writer
        process.arguments = [folder.file, "\(run)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
        try process.run()
        return process
    }

    /// The lines that are whole.
    private func noted(_ notes: String) throws -> [UInt64] {
        String(decoding: try bytes(of: notes), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { UInt64($0) }
    }
}

extension LogFileNoteStore {
    fileprivate func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
        try await list(
            Sample.tenant,
            owner: nil,
            collection: collection,
            after: nil,
            limit: .max,
            by: .never
        )
    }
}
