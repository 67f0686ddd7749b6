import ClinicalNotes
import Foundation
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

    /// What is attached to the psychotherapy note.
    var attachment: Attached

    struct Attached: Codable {
        var id, name, mediaType, bytes: String
    }

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
            // What was written over counts on, as it did then.
            let writes = [RecordWrite](repeating: write, count: Int(row.revision))
            let batch = WriteBatch(tenant: key.tenant, expectations: [.absent(key)], writes: writes)
            guard case .committed = try await store.commit([batch], by: .never)[0] else {
                throw NotesError(.conflict, at: "store")
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
