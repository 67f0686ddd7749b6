internal import ClinicalNotes

/// A store that can be read and nothing else, so that looking at a practice never changes it.
struct ReadOnlyStore: ForwardingStore {
    let forwarded: any NoteStore
    /// A record of which one bit is answered as if somebody had flipped it.
    var flipped: RecordKey?

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try await forwarded.fetch(keys, by: deadline).map { $0.map(altered) }
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await forwarded.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        ).map(altered)
    }

    func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        throw StorageError(.unavailable)
    }

    private func altered(_ record: StoredRecord) -> StoredRecord {
        var bytes = record.value.joined
        guard record.key == flipped, !bytes.isEmpty else { return record }
        bytes[min(32, bytes.count / 2)] ^= 1
        return StoredRecord(key: record.key, revision: record.revision, value: RecordBytes(bytes))
    }
}
