import Foundation
import Synchronization
import Testing

@testable import ClinicalNotes

@Suite("A backup whose putting back broke off")
struct PutBackAgainTests {
    let backup: SmallBackup

    init() async throws { backup = try await SmallBackup() }

    private func loading(into store: any CopyableStore, of backup: SmallBackup? = nil) -> StoreLoading {
        StoreLoading(
            BackupFile((backup ?? self.backup).path, timeout: .seconds(300)),
            into: store,
            timeout: .seconds(300),
            maximumRecords: 5
        )
    }

    private func all(_ store: InMemoryNoteStore, of tenant: TenantID) async throws -> [CopiedRecord] {
        try await store.snapshot(by: .never).records(of: tenant, after: nil, limit: 100_000, by: .never)
    }

    @Test(
        "is gone on with by the same call, at whatever step it broke off, also in a store that serves another practice"
    )
    func again() async throws {
        let other = try await SmallBackup()
        let whole = InMemoryNoteStore()
        _ = try await loading(into: whole).run()
        let expected = try await all(whole, of: backup.tenant)
        var steps = 0
        for (isShared, isCarriedOut) in [(false, false), (false, true), (true, false), (true, true)] {
            for number in 0... {
                let store = InMemoryNoteStore()
                if isShared { _ = try await NoteVault.putBack(backup: other.path, into: store) }
                let breaking = BreakingStore(store, at: number, isCarriedOut: isCarriedOut)
                do {
                    _ = try await loading(into: breaking).run()
                } catch {
                    #expect(error == NotesError(.storageUnavailable))
                }
                guard breaking.hasBroken else { break }
                steps += 1
                let there = UInt64(try await all(store, of: backup.tenant).count)
                guard there < expected.count else {
                    // It was whole, which was not told.
                    await #expect(throws: NotesError(.alreadyFounded)) {
                        try await loading(into: store).run()
                    }
                    #expect(isCarriedOut)
                    continue
                }
                let report = try await loading(into: store).run()
                #expect((report.tenant, report.found) == (backup.tenant, there))
                #expect(report.records == UInt64(expected.count))
                #expect(try await all(store, of: backup.tenant) == expected)
                let others = UInt64(try await all(store, of: other.tenant).count)
                #expect(others == (isShared ? other.records : 0))
                await #expect(throws: NotesError(.alreadyFounded)) {
                    try await loading(into: store).run()
                }
            }
        }
        #expect(steps > 10)
        print(
            "broke off at \(steps) steps of putting a backup back: each gone on with, 0 rows too many or too few"
        )
    }

    @Test("is not gone on with over anything else of the practice")
    func others() async throws {
        let whole = InMemoryNoteStore()
        _ = try await loading(into: whole).run()
        let rows = try await all(whole, of: backup.tenant).filter { $0.record.key.collection != .tenant }
        func altered(_ change: (inout [CopiedRecord]) throws -> Void) async throws -> InMemoryNoteStore {
            var beginning = Array(rows.prefix(7))
            try change(&beginning)
            let store = InMemoryNoteStore()
            try await store.load(beginning, by: .never)
            return store
        }
        #expect(try await loading(into: try await altered { _ in }).run().found == 7)
        let indexed = try #require(rows.firstIndex { !$0.index.isEmpty })
        let bad: [InMemoryNoteStore] = [
            try await altered { $0.removeFirst() },
            try await altered { $0[3] = $0[3].with(revision: $0[3].record.revision + 1) },
            try await altered { $0[6] = $0[6].with(value: [1]) },
            try await altered { $0 = rows[..<indexed] + [CopiedRecord(rows[indexed].record, index: [])] },
            try await altered { $0.append(rows[8]) },
            try await altered { $0 = rows + [try #require(rows.last).afterwards] },
        ]
        for (number, store) in bad.enumerated() {
            let before = try await all(store, of: backup.tenant)
            await #expect(throws: NotesError(.alreadyFounded), "\(number)") {
                try await loading(into: store).run()
            }
            #expect(try await all(store, of: backup.tenant) == before)
        }
    }

    @Test("by somebody else at the same time is a conflict, and whole all the same")
    func twice() async throws {
        let store = InMemoryNoteStore()
        let racing = BreakingStore(store, at: 2) { [backup] in
            _ = try? await NoteVault.putBack(backup: backup.path, into: store)
        }
        await #expect(throws: NotesError(.conflict)) { try await loading(into: racing).run() }
        #expect(UInt64(try await all(store, of: backup.tenant).count) == backup.records)
    }
}

extension CopiedRecord {
    /// A record that stands behind all others.
    fileprivate var afterwards: CopiedRecord {
        let key = record.key.lastOfOwner
        return CopiedRecord(StoredRecord(key: key, revision: 1, value: record.value), index: [])
    }
}

/// Loads so many groups of records, and breaks off at the next one, before or after it was written.
private final class BreakingStore: ForwardingStore, CopyableStore {
    let forwarded: any NoteStore
    private let base: InMemoryNoteStore
    private let number: Int
    private let isCarriedOut: Bool
    private let meanwhile: (@Sendable () async -> Void)?
    private let loads = Mutex(0)

    init(
        _ base: InMemoryNoteStore,
        at number: Int,
        isCarriedOut: Bool = false,
        meanwhile: (@Sendable () async -> Void)? = nil
    ) {
        (self.base, forwarded) = (base, base)
        self.number = number
        self.isCarriedOut = isCarriedOut
        self.meanwhile = meanwhile
    }

    var hasBroken: Bool { loads.withLock { $0 > number } }

    func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        try await base.snapshot(by: deadline)
    }

    func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        let breaks = loads.withLock { loads in
            loads += 1
            return loads == number + 1
        }
        if breaks, let meanwhile { await meanwhile() }
        if !breaks || isCarriedOut || meanwhile != nil { try await base.load(records, by: deadline) }
        if breaks { throw StorageError(.unavailable) }
    }
}
