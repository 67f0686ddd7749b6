#if SQLite
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Synchronization
import TestSupport
import Testing

@Suite("A call that waits for others who write")
struct WaitingCallTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("ends at its own deadline, not when it would be its turn, and writes nothing")
    func deadline() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(1)], by: .never)
        let lock = try WriteLock(on: folder.file())
        async let first = store.commit([Samples.put(2)], by: .after(.seconds(60)))
        try await Task.sleep(for: .milliseconds(50))
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.put(3)], by: .after(.milliseconds(100)))
        }
        #expect(error?.code == .timedOut)
        // The one before it still waits: it can commit once nobody else writes.
        lock.release()
        #expect(try await first == [.committed(positions: [1])])
        #expect(try await store.fetch([Samples.key(3)], by: .never) == [nil])
        try await store.close()
    }

    @Test("ends when its caller is cancelled, and writes nothing")
    func cancelled() async throws {
        let store = try SQLiteNoteStore(path: folder.file())
        _ = try await store.commit([Samples.put(1)], by: .never)
        let lock = try WriteLock(on: folder.file())
        async let first = store.commit([Samples.put(2)], by: .after(.seconds(60)))
        try await Task.sleep(for: .milliseconds(50))
        let second = Task { try await store.commit([Samples.put(3)], by: .never) }
        try await Task.sleep(for: .milliseconds(50))
        second.cancel()
        let error = await #expect(throws: StorageError.self) { try await second.value }
        #expect(error?.code == .cancelled)
        // The one before it still waits: it can commit once nobody else writes.
        lock.release()
        #expect(try await first == [.committed(positions: [1])])
        #expect(try await store.fetch([Samples.key(3)], by: .never) == [nil])
        try await store.close()
    }

    @Test("is told to whoever observes the store as one that was tried again")
    func observed() async throws {
        final class Notebook: StoreObserver {
            let calls = Mutex<[StoreCall]>([])

            func ended(_ call: StoreCall) { calls.withLock { $0.append(call) } }
        }
        let notebook = Notebook()
        let store = ObservedStore(try SQLiteNoteStore(path: folder.file()), observer: notebook)
        _ = try await store.commit([Samples.put(1)], by: .never)
        let lock = try WriteLock(on: folder.file())
        async let waiting = store.commit([Samples.put(2)], by: .after(.seconds(60)))
        try await Task.sleep(for: .milliseconds(50))
        lock.release()
        _ = try await waiting
        try await store.close()
        let calls = notebook.calls.withLock { $0 }
        #expect(calls.map(\.operation) == [.commit, .commit, .close])
        #expect(calls[0].retries == 0)
        #expect(calls[1].retries > 0)
    }
}
#endif
