import Foundation
import Synchronization
import Testing

@testable import ClinicalNotes

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A backup whose store, scratch or disk hangs or answers wrongly", .timeLimit(.minutes(10)))
struct HangingBackupTests {
    /// How late a call may be: on a machine that other tests keep busy nothing is exact.
    private static let limit: Duration = .seconds(120)

    private func time(_ body: () async throws -> Void) async -> (Duration, NotesError?) {
        let begin = ContinuousClock().now
        var thrown: NotesError?
        do {
            try await body()
        } catch {
            thrown = error as? NotesError
        }
        return (begin.duration(to: ContinuousClock().now), thrown)
    }

    @Test(
        "ends in its time, and leaves what stood under the name",
        arguments: [CopyingStore.Call.snapshot, .records]
    )
    func source(_ call: CopyingStore.Call) async throws {
        let practice = try await SmallBackup(timeout: .milliseconds(300)) { CopyingStore($0, hanging: call) }
        let before = FileManager.default.contents(atPath: practice.path)
        let (time, error) = await time {
            _ = try await practice.vault.backUp(to: practice.path, rehearsingIn: InMemoryNoteStore())
        }
        #expect(time < Self.limit)
        #expect(error == NotesError(.timedOut))
        #expect(FileManager.default.contents(atPath: practice.path) == before)
        #expect(try practice.others.isEmpty)
    }

    @Test(
        "ends with its deadline where what it is read back into hangs",
        arguments: [CopyingStore.Call.snapshot, .records, .load]
    )
    func scratch(_ call: CopyingStore.Call) async throws {
        let practice = try await SmallBackup()
        let before = FileManager.default.contents(atPath: practice.path)
        let scratch = CopyingStore(InMemoryNoteStore(), hanging: call)
        let (time, error) = await time {
            _ = try await practice.vault.backUp(
                to: practice.path,
                rehearsingIn: scratch,
                by: .after(.seconds(1))
            )
        }
        #expect(time < Self.limit)
        #expect(error == NotesError(.timedOut))
        #expect(FileManager.default.contents(atPath: practice.path) == before)
        #expect(try practice.others.isEmpty)
    }

    @Test("is put back in time or not at all", arguments: [CopyingStore.Call.snapshot, .records, .load])
    func puttingBack(_ call: CopyingStore.Call) async throws {
        let practice = try await SmallBackup()
        let store = CopyingStore(InMemoryNoteStore(), hanging: call)
        let (time, error) = await time {
            _ = try await NoteVault.putBack(backup: practice.path, into: store, timeout: .milliseconds(200))
        }
        #expect(time < Self.limit)
        #expect(error == NotesError(.timedOut))
    }

    @Test("ends a snapshot that comes when nobody waits for it any longer")
    func lateSnapshot() async throws {
        let store = CopyingStore(InMemoryNoteStore(), hanging: .snapshot)
        let copies = CheckedCopies(store, calls: HostCalls(timeout: .milliseconds(100)))
        await #expect(throws: StorageError(.timedOut)) { _ = try await copies.snapshot(by: .never) }
        #expect(store.ended == 0)
        store.goOn()
        while store.ended == 0 { try await Task.sleep(for: .milliseconds(2)) }
        // One that comes in time is kept until it is ended.
        let patient = CheckedCopies(store, calls: HostCalls(timeout: .seconds(300)))
        let snapshot = try await patient.snapshot(by: .never)
        #expect(store.ended == 1)
        await snapshot.end()
        #expect(store.ended == 2)
    }

    @Test("leaves a snapshot that does not end to its store")
    func endless() async throws {
        let store = CopyingStore(InMemoryNoteStore(), hanging: .end)
        let copies = CheckedCopies(store, calls: HostCalls(timeout: .milliseconds(100)))
        var kept: CheckedSnapshot?
        // Making one takes no time, but on a machine that stands still.
        for _ in 0..<100 where kept == nil { kept = try? await copies.snapshot(by: .never) }
        let snapshot = try #require(kept)
        let (time, _) = await time { await snapshot.end() }
        #expect(time < Self.limit)
        #expect(store.ended == 0)
    }

    @Test("takes no records that were not asked for, in another order, too many, or with entries twice")
    func misshapen() async throws {
        let ways: [@Sendable ([CopiedRecord]) -> [CopiedRecord]] = [
            { $0.reversed() }, { $0 + $0 }, { $0.prefix(1).flatMap { Array(repeating: $0, count: 100_000) } },
            { $0.map { CopiedRecord($0.record, index: $0.index + $0.index) } },
            { $0.map { $0.with(revision: 0) } }, { $0.map { $0.external } },
        ]
        for (number, way) in ways.enumerated() {
            let practice = try await SmallBackup { CopyingStore($0, answering: way) }
            await #expect(throws: NotesError(.storeMisbehaved), "\(number)") {
                try await practice.vault.backUp(to: practice.path, rehearsingIn: InMemoryNoteStore())
            }
            #expect(try practice.others.isEmpty)
        }
    }

    @Test("is told that it gave way to those who write, unlike one whose store does not answer")
    func gaveWay() async throws {
        for (code, place) in [(StorageError.Code.heldBack, "snapshot"), (.unavailable, "store")] {
            let practice = try await SmallBackup { CopyingStore($0, failing: code) }
            let error = await #expect(throws: NotesError(.storageUnavailable)) {
                try await practice.vault.backUp(to: practice.path, rehearsingIn: InMemoryNoteStore())
            }
            #expect(error?.place == place)
            #expect(try practice.others.isEmpty)
        }
    }

    @Test("does not wait for a disk without an end")
    func disk() async throws {
        let practice = try await SmallBackup()
        // A pipe that nobody writes into hangs whoever opens it, as the disk of a server that is gone.
        let pipe = "\(practice.folder)/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let (time, error) = await time {
            _ = try await NoteVault.putBack(
                backup: pipe,
                into: InMemoryNoteStore(),
                timeout: .milliseconds(300)
            )
        }
        #expect(time < Self.limit)
        #expect(error == NotesError(.timedOut))
        // The thread that waits there goes on.
        let descriptor = unsafe open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        #expect(descriptor >= 0)
        let file = BackupFile(pipe, timeout: .seconds(300))
        await #expect(throws: NotesError(.unreadable)) { try await file.read(1, at: 0) }
        close(descriptor)
    }

    @Test("tells each failure of its file by a code of its own")
    func failures() {
        let codes: [(DurableFile.Failure, NotesError.Code)] = [
            (.full, .storageFull), (.unflushed, .outcomeUnknown), (.unusable, .unreadable),
            (.occupied, .invalidInput),
        ]
        for (failure, code) in codes {
            #expect(throws: NotesError(code)) { try BackupFile.told(.failure(failure)) }
        }
    }
}

extension CopiedRecord {
    fileprivate var external: CopiedRecord {
        let key = RecordKey(
            tenant: TenantID(.zero),
            owner: record.key.owner,
            collection: record.key.collection,
            record: record.key.record
        )
        return CopiedRecord(StoredRecord(key: key, revision: 1, value: record.value), index: [])
    }
}
