public import ClinicalNotesModel

/// A database of opaque records, as an integrator writes it for the host's own.
///
/// A store sees keys, sizes, index entries and sealed values, and knows nothing of what they mean. Every
/// call may be made from any task at any time, and must not hold the thread it is made on while it waits. A
/// call that throws has written nothing, and says so by its code; one that cannot know answers
/// ``CommitOutcome/outcomeUnknown``.
///
/// The vault looks at the shape of every answer before it uses it, and takes what is not as described here
/// for a fault of the adapter. It waits no longer than the deadline and a little: a call that answers later
/// is cancelled, and what it answers is dropped.
public protocol NoteStore: Sendable {
    /// What the store can select by.
    var capabilities: StoreCapabilities { get }

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order; a key may stand twice.
    ///   - deadline: When to give up.
    /// - Returns: One element a key, in the order of the keys; `nil` where there is no such record.
    /// - Throws: ``StorageError``.
    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?]

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: A page, exactly as ``IndexPredicate/selects(_:)`` decides. A record that several of its
    ///   entries select stands once for each; those of one position stand on one page
    ///   (``IndexPage/cut(_:to:complete:)``).
    /// - Throws: ``StorageError``.
    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage

    /// Lists the records of a tenant in the order of their keys, for verification, backup and sweeps.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - owner: Only this owner's, or all.
    ///   - collection: Only this class, or all.
    ///   - after: The last key already seen.
    ///   - limit: How many at the most.
    ///   - deadline: When to give up.
    /// - Returns: The records that follow, as many as the limit allows; fewer only if there are no more.
    /// - Throws: ``StorageError``.
    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord]

    /// Commits batches, each by itself, in order, with one flush for all.
    ///
    /// A batch is committed if every expectation holds once the batches before it are carried out; else it
    /// is a conflict and writes nothing, and the others stand. When the call returns, what is `committed`
    /// is durable. A record that is appended gets the position after the last record that the log holds at
    /// that moment (``LogKey``), so a store keeps no count of its own.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up. After it has passed, no further batch begins.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: ``StorageError`` if no batch was written.
    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]

    /// Makes everything durable in its final place and gives the database back; later calls throw `closed`.
    func close() async throws(StorageError)
}
