public import ClinicalNotesModel

/// A database of opaque records, as an integrator writes it for the host's own.
///
/// A store sees keys, sizes, index entries and sealed values, and knows nothing of what they mean. Every
/// call may be made from any task at any time, and must not hold the thread it is made on while it waits. A
/// call that throws has written nothing, and says so by its code; one that cannot know answers
/// ``CommitOutcome/outcomeUnknown``.
///
/// **What reads show.** Each answer is of one moment, later than the end of every commit that had returned when the call
/// began, also one of another store over the same database: nothing is answered from a cache that others can outdate. A read
/// shows whole batches, and only what is durable: what was once shown is there after a crash. Who sees a record of a log
/// sees all before it.
///
/// **Pages are full.** A page of ``list(_:owner:collection:after:limit:by:)`` has as many records as the limit allows, one of
/// ``scan(_:by:)`` as many hits, but for those of one position, unless it is the last one. A page goes on after the place
/// that it is given, whatever was written meanwhile; counting rows is not enough. No limit is too large: an adapter that
/// reads in portions joins them.
///
/// **Several stores.** A database may be open in several stores, also of other processes. Their commits are judged as if they
/// were made by one. Stores must not wait for each other in a ring, whatever tenants their batches are of.
///
/// **Deadlines and cancellation.** A call ends soon after its deadline, whatever its database does. Once a commit has begun to
/// write it is either carried through, or taken back whole; whoever is cancelled or late is told which by the outcome.
/// Noticing that the caller's task is cancelled is allowed before the first write, and not needed.
///
/// **What is told and kept.** Values stand in the records of the database, and in no error, log or message; index entries neither.
/// An error names no record that its call did not. Logs of a database may show keys, which are random; an adapter's own need not.
/// What was refused, and what was only asked for, is not kept. What others have, another practice or another owner, changes no
/// answer. That the bytes of what was deleted or replaced are gone is not asked of a store: no call shows them, but files, logs for
/// replication and backups keep them for some time. They are sealed; the vault deletes by destroying keys.
///
/// **Closing.** ``close()`` lets the calls that are under way end as they would have, and what they were told holds. Later
/// calls throw `closed`; closing again, also at the same time, is no error.
///
/// The vault looks at the shape of every answer before it uses it, and takes what is not as described here
/// for a fault of the adapter. It waits no longer than the deadline and a little: a call that answers later
/// is cancelled, and what it answers is dropped.
public protocol NoteStore: Sendable {
    /// What the store can promise.
    var capabilities: StoreCapabilities { get }

    /// The version of the contract that the adapter was written for (``StoreContract/version``); 1 where it does not say.
    var contractVersion: Int { get }

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order and of any number, also of several tenants; a key may stand twice.
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
    /// Expectations hold until the batch is committed, also those about records that it does not write: of two batches that
    /// each write what the other one expects unchanged, one is a conflict. A snapshot alone does not see to that.
    /// An expectation may name any revision; no record reaches 2^63, so that from there on none is met.
    /// The batches of one call may be of several tenants. Where each tenant's are a transaction of their own and one fails after
    /// another was committed, what was not written is told as `outcomeUnknown`, since a call that throws has written nothing.
    /// An entry that is given twice with one record stands once.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up. After it has passed, no further batch begins.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: ``StorageError`` if no batch was written, not even those before the one that is at fault.
    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]

    /// Makes everything durable in its final place and gives the database back; later calls throw `closed`.
    func close() async throws(StorageError)
}

extension NoteStore {
    /// 1, the first version.
    public var contractVersion: Int { 1 }
}
