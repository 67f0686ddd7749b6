import ClinicalNotes
import Foundation
import Synchronization
import Testing

/// A tiny practice as version 1 stored it, with everything that opens it: invented people, test keys.
struct StoredVault: Codable {
    struct Row: Codable {
        var tenant, owner: String
        var collection: UInt8
        var record: String
        var revision: UInt64
        var value: String
        var entries: [Entry]
    }

    struct Entry: Codable {
        var pseudonym: String
        var generation: UInt32
        var statusClass: UInt8
        var time: Int64
    }

    struct Receipt: Codable {
        var commit, digest, value: String
        var expires: Int64
    }

    struct Note: Codable {
        var id: String
        /// The texts of the current revision, by field number.
        var texts: [String: String]
    }

    var warning = "Test keys and invented people. Nothing here protects anything."
    var format = 1
    var tenant: String
    var therapist, patient: String
    var keyFile, keyFilePassphrase: String
    var therapistKeyring, patientKeyring, keyringPassphrase: String
    var general, psychotherapy: Note
    var rows: [Row]
    var receipts: [Receipt]

    static let file = RecordVectorTests.folder.appending(path: "vault-v1.json")

    /// A store that holds these rows.
    func store() async throws -> InMemoryNoteStore {
        let store = InMemoryNoteStore()
        for row in rows {
            let key = try row.key
            let value = RecordBytes(try #require([UInt8](hex: row.value)))
            let log = LogKey(tenant: key.tenant, owner: key.owner, collection: key.collection)
            let write: RecordWrite =
                [.log, .audit].contains(key.collection)
                ? .append(log, value) : .put(key, value, index: try row.entries.map { try $0.entry })
            let batch = WriteBatch(tenant: key.tenant, expectations: [.absent(key)], writes: [write])
            guard case .committed = try await store.commit([batch], by: .never)[0] else {
                throw VaultError(.conflict, at: "store")
            }
        }
        return store
    }
}

extension StoredVault.Row {
    init(_ record: StoredRecord, _ hits: [IndexPage.Hit]) {
        self.init(
            tenant: record.key.tenant.description,
            owner: record.key.owner.description,
            collection: record.key.collection.rawValue,
            record: record.key.record.description,
            revision: record.revision,
            value: record.value.joined.hex,
            entries: hits.filter { $0.key == record.key }.map {
                StoredVault.Entry(
                    pseudonym: $0.entry.pseudonym.hex,
                    generation: $0.entry.generation,
                    statusClass: $0.entry.statusClass,
                    time: $0.entry.time.milliseconds
                )
            }
        )
    }

    var key: RecordKey {
        get throws {
            RecordKey(
                tenant: try #require(TenantID(hex: tenant)),
                owner: try #require(OwnerID(hex: owner)),
                collection: RecordCollection(rawValue: collection),
                record: try #require(RecordID(hex: record))
            )
        }
    }
}

extension StoredVault.Entry {
    var entry: IndexEntry {
        get throws {
            IndexEntry(
                pseudonym: try #require(Bytes16(hex: pseudonym)),
                generation: generation,
                statusClass: statusClass,
                time: Instant(milliseconds: time)
            )
        }
    }
}

/// A store that remembers the receipts that were committed to it.
final class ReceiptKeepingStore: NoteStore {
    let inner = InMemoryNoteStore()
    private let kept = Mutex<[WriteBatch.Receipt]>([])

    var receipts: [WriteBatch.Receipt] { kept.withLock { $0 } }
    var capabilities: StoreCapabilities { inner.capabilities }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try await inner.fetch(keys, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await inner.scan(query, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await inner.list(
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
        let outcomes = try await inner.commit(batches, by: deadline)
        for (batch, outcome) in zip(batches, outcomes) {
            guard case .committed = outcome, let receipt = batch.receipt else { continue }
            kept.withLock { $0.append(receipt) }
        }
        return outcomes
    }

    func close() async throws(StorageError) { try await inner.close() }
}
