import ClinicalNotesModel
import ClinicalNotesStorage
import CustomAdapterChecking
import Foundation
import Synchronization
import Testing

@testable import CustomAdapter

@Suite("A disk that is full, slow or failing")
struct FaultTests {
    let folder: Folder
    let disk = RecordingDisk()

    init() throws { folder = try Folder() }

    private func open() async throws -> LogFileNoteStore {
        try await LogFileNoteStore(path: folder.file, on: disk)
    }

    private func code(_ commit: () async throws(StorageError) -> [CommitOutcome]) async -> StorageError.Code?
    {
        do throws(StorageError) {
            _ = try await commit()
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A full disk is told, takes nothing, and the store goes on")
    func full() async throws {
        let store = try await open()
        #expect(try await store.write(1))
        for room in [0, 1, 23, 24, 25, 500, 5_000] {
            disk.leaveRoom(room)
            let refused = await code { () async throws(StorageError) in
                try await store.commit([Sample.pair(50), Sample.pair(51, size: 9_000)], by: .never)
            }
            #expect(refused == .full, "room for \(room)")
            #expect(try await store.pairs() == [1])
        }
        // What fits is taken at once.
        disk.leaveRoom(1_000)
        #expect(try await store.write(2))
        disk.leaveRoom(nil)
        #expect(try await store.write(3, size: 9_000))
        try await store.close()
        let again = try await open()
        #expect(try await again.pairs() == [1, 2, 3])
        try await again.close()
    }

    @Test("What is too large for the space that is left does not keep others from it")
    func fullForOne() async throws {
        let store = try await open()
        disk.leaveRoom(10_000)
        disk.holdUp()
        let first = Task.immediate { try await store.write(1) }
        // Queued while the first one is flushed, so that they come in one frame.
        let large = Task.immediate { try await store.write(2, size: 50_000) }
        let small = Task.immediate { try await store.write(3) }
        disk.letGo()
        #expect(try await first.value)
        await #expect(throws: StorageError(.full)) { try await large.value }
        #expect(try await small.value)
        #expect(try await store.pairs() == [1, 3])
        try await store.close()
    }

    @Test(
        "The system's word for a full disk is understood",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))
    )
    func systemFull() throws {
        let file = try SystemDisk().file(at: "/dev/full", creating: false)
        #expect(throws: StorageError(.full)) { try file.put([1, 2, 3], at: 0) }
    }

    @Test("After a flush that failed nothing is told, shown or written until the file is opened again")
    func failedFlush() async throws {
        let store = try await open()
        #expect(try await store.write(1))
        disk.failFlushes(true)
        #expect(try await store.commit([Sample.pair(2)], by: .never) == [.outcomeUnknown])
        disk.failFlushes(false)
        #expect(try await store.pairs() == [1])
        let refused = await code { () async throws(StorageError) in
            try await store.commit([Sample.pair(3)], by: .never)
        }
        #expect(refused == .unreadable)
        try await store.close()
        let again = try await open()
        let found = try await again.pairs()
        #expect(found == [1] || found == [1, 2])
        #expect(try await again.write(4))
        try await again.close()
    }

    @Test("A file that is removed or replaced under the store takes no commit that is told as durable")
    func replaced() async throws {
        let store = try await open()
        #expect(try await store.write(1))
        try FileManager.default.removeItem(atPath: folder.file)
        #expect(try await store.commit([Sample.pair(2)], by: .never) == [.outcomeUnknown])
        let refused = await code { () async throws(StorageError) in
            try await store.commit([Sample.pair(3)], by: .never)
        }
        #expect(refused == .replaced)
        try await store.close()
    }

    @Test("Commits that wait share one flush")
    func group() async throws {
        let store = try await open()
        disk.holdUp()
        let first = Task.immediate { try await store.write(1) }
        let others = (2...41 as ClosedRange<UInt64>).map { number in
            Task.immediate { try await store.write(number) }
        }
        let before = disk.journal.steps.count { if case .flush = $0 { true } else { false } }
        disk.letGo()
        #expect(try await first.value)
        for other in others { #expect(try await other.value) }
        let after = disk.journal.steps.count { if case .flush = $0 { true } else { false } }
        // The first turn takes what waits by then, the second all the rest.
        #expect((1...2).contains(after - before))
        #expect(try await store.pairs().sorted() == Array(1...41))
        try await store.close()
    }

    @Test(
        "Who waits for its turn until the deadline is told that nothing was written, who is being written that it is unknown"
    )
    func deadlines() async throws {
        let store = try await open()
        disk.holdUp()
        let begun = Task.immediate {
            try await store.commit([Sample.pair(1)], by: .after(.seconds(3)))
        }
        // Until its frame is in the file, the next one could come with it.
        while !disk.journal.steps.contains(where: { step in
            if case .put(let bytes, _, _) = step { bytes.count > LogFile.headerCount } else { false }
        }) { await Task.yield() }
        let waiting = await code { () async throws(StorageError) in
            try await store.commit([Sample.pair(2)], by: .after(.milliseconds(50)))
        }
        #expect(waiting == .timedOut)
        #expect(try await begun.value == [.outcomeUnknown])
        // Reads go on, and show nothing of it.
        #expect(try await store.pairs() == [])
        disk.letGo()
        #expect(try await store.write(3))
        #expect(try await store.pairs() == [1, 3])
        try await store.close()
    }
}
