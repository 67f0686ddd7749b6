import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization
import TestSupport

@testable import ClinicalNotes

/// What one call asks of the store and of the host, in order.
///
/// What the vault does beside a call, such as to integrate its log, is begun apart and is not counted.
final class Steps: Sendable {
    @TaskLocal static var current: Steps?

    private let taken = Mutex<[String]>([])

    var all: [String] { taken.withLock { $0 } }

    static func take(_ step: String) { current?.taken.withLock { $0.append(step) } }
}

/// A store that tells the call that asks it what was asked, and keeps the audit entries of commits.
final class StepStore: ForwardingStore {
    let forwarded: any NoteStore = InMemoryNoteStore()
    private let recorded = Mutex<[[RecordBytes]]>([])

    /// The audit entries of each commit that recorded something since they were last taken.
    func takeRecorded() -> [[RecordBytes]] {
        recorded.withLock { recorded in
            defer { recorded = [] }
            return recorded
        }
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        Steps.take("fetch \(keys.count)")
        return try await forwarded.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        Steps.take("scan")
        return try await forwarded.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        Steps.take("list \(limit)")
        return try await forwarded.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
    }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let entries = batches.map { batch in
            batch.writes.compactMap { write -> RecordBytes? in
                guard case .append(_, let bytes) = write else { return nil }
                return bytes
            }
        }
        recorded.withLock { $0 += entries.filter { !$0.isEmpty } }
        return try await forwarded.commit(batches, by: deadline)
    }
}

/// A host that tells the call that asks it what was asked.
struct StepHost: Relationships {
    let directory: PracticeDirectory

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        Steps.take("care team")
        return await directory.careTeam(of: patient, includes: principal, at: moment)
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        Steps.take("verified")
        return await directory.isVerified(principal, at: moment)
    }

    func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>> {
        Steps.take("roles")
        return await directory.hostRoles(of: principal, at: moment)
    }

    func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        Steps.take("principals")
        return await directory.principals(at: moment)
    }
}
