import ClinicalNotes
import Synchronization
import TestSupport

/// Lets one of the calls that a vault makes outside hang, whatever is done to end it; and counts them.
final class Hang: Sendable {
    enum Address: CaseIterable {
        case store, anchor, keys, relationships
    }

    /// The one that stands for the calls of a test's task.
    @TaskLocal static var current: Hang?

    private let hanging: (place: Address, number: Int)?
    private let calls = Mutex<[Address: Int]>([:])

    /// Only counts.
    init() { hanging = nil }

    /// Hangs at the call of that number, counted from 1.
    init(_ place: Address, at number: Int) { hanging = (place, number) }

    var hasHung: Bool { hanging.map { count(of: $0.place) >= $0.number } ?? false }

    func count(of place: Address) -> Int { calls.withLock { $0[place] ?? 0 } }

    static func passes(_ place: Address) async {
        guard let current else { return }
        let number = current.calls.withLock { calls in
            calls[place, default: 0] += 1
            return calls[place] ?? 0
        }
        if let hanging = current.hanging, hanging == (place, number) { await forever() }
    }

    /// Longer than any test waits; deaf to cancellation.
    static func forever() async {
        await Task.detached { try? await Task.sleep(for: .seconds(600)) }.value
    }
}

/// A store in memory whose calls may hang.
final class HangingStore: NoteStore {
    private let base = InMemoryNoteStore()
    private let commitsHang = Atomic<Bool>(false)

    var capabilities: StoreCapabilities { base.capabilities }

    func hangCommits(_ hangs: Bool = true) { commitsHang.store(hangs, ordering: .relaxed) }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        await Hang.passes(.store)
        return try await base.fetch(keys, by: .never)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        await Hang.passes(.store)
        return try await base.scan(query, by: .never)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        await Hang.passes(.store)
        return try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: .never
        )
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        if commitsHang.load(ordering: .relaxed) { await Hang.forever() }
        return try await base.commit(batches, by: .never)
    }

    func close() async throws(StorageError) {
        await Hang.passes(.store)
        try await base.close()
    }
}

/// An anchor in memory whose calls may hang.
final class HangingAnchor: Anchor {
    private let states = Mutex<[String: AnchoredCheckpoint]>([:])
    private let journals = Mutex<[String: [[UInt8]]]>([:])

    let grade = AnchorGrade.device

    func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? {
        await Hang.passes(.anchor)
        return states.withLock { $0[log] }
    }

    func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool {
        await Hang.passes(.anchor)
        return states.withLock { states in
            guard states[log] == expected else { return false }
            states[log] = checkpoint
            return true
        }
    }
}

extension HangingAnchor {
    func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? {
        await Hang.passes(.anchor)
        return journals.withLock { $0[log] ?? [] }
    }

    func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool {
        await Hang.passes(.anchor)
        journals.withLock { $0[log, default: []] += lines }
        return true
    }

    func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {
        await Hang.passes(.anchor)
        journals.withLock { $0[log, default: []] += lines }
        states.withLock { $0[log] = checkpoint }
    }
}

/// A key service whose calls may hang.
struct HangingKeyService: KeyService {
    let base: InMemoryKeyService

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        await Hang.passes(.keys)
        return try await base.practices(request)
    }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        await Hang.passes(.keys)
        return try await base.makeKey(name, request)
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        await Hang.passes(.keys)
        return try await base.unwrap(wrapped, name, request)
    }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        await Hang.passes(.keys)
        return try await base.destroy(name, after: moment, request)
    }
}

/// Answers about people that may never come.
struct HangingRelationships: Relationships {
    let base: PracticeDirectory

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        await Hang.passes(.relationships)
        return await base.careTeam(of: patient, includes: principal, at: moment)
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        await Hang.passes(.relationships)
        return await base.isVerified(principal, at: moment)
    }

    func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>> {
        await Hang.passes(.relationships)
        return await base.hostRoles(of: principal, at: moment)
    }

    func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        await Hang.passes(.relationships)
        return await base.principals(at: moment)
    }
}
