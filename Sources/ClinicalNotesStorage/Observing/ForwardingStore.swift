public import ClinicalNotesModel

/// A store that stands before another one and changes some of its calls; every call that it does not write itself is passed on.
///
/// For wrappers that look, count, delay or fail: a wrapper that writes a call itself must keep what ``NoteStore`` says of it.
public protocol ForwardingStore: NoteStore {
    /// The store that calls are passed on to.
    var forwarded: any NoteStore { get }
}

extension ForwardingStore {
    /// Those of the store behind.
    public var capabilities: StoreCapabilities { forwarded.capabilities }
    /// That of the store behind.
    public var contractVersion: Int { forwarded.contractVersion }

    /// Passes the call on.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        try await forwarded.fetch(keys, by: deadline)
    }

    /// Passes the call on.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await forwarded.scan(query, by: deadline)
    }

    /// Passes the call on.
    public func list(
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
        )
    }

    /// Passes the call on.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        try await forwarded.commit(batches, by: deadline)
    }

    /// Passes the call on.
    public func close() async throws(StorageError) { try await forwarded.close() }
}
