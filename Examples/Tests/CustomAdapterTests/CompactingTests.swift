import ClinicalNotesModel
import ClinicalNotesStorage
import CustomAdapterChecking
import Foundation
import Testing

@testable import CustomAdapter

@Suite("Compacting")
struct CompactingTests {
    let folder: Folder
    let disk = RecordingDisk()

    init() throws { folder = try Folder() }

    private func open() async throws -> LogFileNoteStore {
        try await LogFileNoteStore(path: folder.file, on: disk, spare: 8 << 10)
    }

    private var moves: Int { disk.journal.steps.count { if case .move = $0 { true } else { false } } }

    @Test("keeps the file small, every record and revision as it was, and readers at their work")
    func keepsAll() async throws {
        let store = try await open()
        for number in 1...5 as ClosedRange<UInt64> { #expect(try await store.write(number, size: 300)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<100 {
                    let again = Sample.put(Sample.key(0), [UInt8](repeating: UInt8(round), count: 2_000))
                    _ = try await store.commit([again], by: .never)
                }
            }
            group.addTask {
                for _ in 0..<100 {
                    let found = try await store.pairs()
                    #expect(found == Array(1...5))
                }
            }
            try await group.waitForAll()
        }
        #expect(moves > 5)
        #expect(try bytes(of: folder.file).count < 30_000)
        let last = try await store.fetch([Sample.key(0)], by: .never)[0]
        #expect(last?.revision == 100)
        #expect(last?.value.joined == [UInt8](repeating: 99, count: 2_000))
        try await store.close()
        let again = try await open()
        #expect(try await again.fetch([Sample.key(0)], by: .never)[0] == last)
        #expect(try await again.pairs() == Array(1...5))
        try await again.close()
    }

    @Test("that fails leaves the file as it is, which goes on; records that were deleted do not come back")
    func fails() async throws {
        let store = try await open()
        #expect(try await store.write(1))
        let before = moves
        disk.failNextMove()
        for round in 0..<12 {
            _ = try await store.commit(
                [Sample.put(Sample.key(0), [UInt8](repeating: UInt8(round), count: 2_000))],
                by: .never
            )
        }
        let delete = WriteBatch(tenant: Sample.tenant, expectations: [], writes: [.delete(Sample.key(0))])
        _ = try await store.commit([delete], by: .never)
        #expect(try await store.write(2))
        for _ in 0..<40 {
            _ = try await store.commit(
                [Sample.put(Sample.key(0), [UInt8](repeating: 1, count: 2_000)), delete],
                by: .never
            )
        }
        try await store.close()
        #expect(moves > before)
        #expect(!FileManager.default.fileExists(atPath: folder.file + ".new"))
        let again = try await open()
        #expect(try await again.fetch([Sample.key(0)], by: .never) == [nil])
        #expect(try await again.pairs() == [1, 2])
        try await again.close()
    }

    @Test("Stores of one process share the file, and the last one gives it back")
    func shared() async throws {
        let (one, two) = (try await open(), try await open())
        #expect(try await one.write(1))
        #expect(try await two.write(2))
        try await one.close()
        await #expect(throws: StorageError(.closed)) { try await one.pairs() }
        #expect(try await two.pairs() == [1, 2])
        #expect(try await two.write(1) == false)
        try await two.close()
        let lock = try #require(try SystemDisk().lock(folder.file + ".lock"))
        #expect(try await codeOfOpening(folder.file) == .unavailable)
        lock.release()
        #expect(try await codeOfOpening(folder.file) == nil)
    }

    @Test("Opening reads all of a file")
    func opening() async throws {
        let store = try await open()
        for start in 0..<20 as Range<UInt64> {
            let batches = (0..<100).map { Sample.pair(1 + start * 100 + $0, size: 16 << 10) }
            _ = try await store.commit(batches, by: .never)
        }
        try await store.close()
        let size = try bytes(of: folder.file).count
        let begin = ContinuousClock().now
        let again = try await LogFileNoteStore(path: folder.file)
        let time = ContinuousClock().now - begin
        #expect(try await again.pairs().count == 2_000)
        try await again.close()
        print("opened 4,000 records in \(size >> 20) MiB: \(time)")
    }
}
