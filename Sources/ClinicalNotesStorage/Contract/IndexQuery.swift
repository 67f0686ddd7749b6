public import ClinicalNotesModel

/// A scan of the index: a predicate, an order and a place to go on from.
public struct IndexQuery: Hashable, Sendable {
    /// The direction of time; entries of one time stand in the order of owner and record.
    public enum Order: Hashable, Sendable {
        /// Oldest first.
        case ascending
        /// Newest first; owner and record descend too.
        case descending
    }

    /// A place in the order.
    public struct Position: Hashable, Sendable {
        /// The time of the entry.
        public let time: Instant
        /// The owner of the record.
        public let owner: OwnerID
        /// The record.
        public let record: RecordID

        /// Makes a place.
        public init(time: Instant, owner: OwnerID, record: RecordID) {
            self.time = time
            self.owner = owner
            self.record = record
        }
    }

    /// The practice.
    public let tenant: TenantID
    /// The storage class that is scanned.
    public let collection: RecordCollection
    /// What is selected.
    public let predicate: IndexPredicate
    /// The order.
    public let order: Order
    /// The last entry already seen; the scan goes on strictly after it.
    public let after: Position?
    /// How many entries at the most.
    ///
    /// A page parts no entries of one position: it may end earlier, and exceeds the limit only if a single
    /// record has more entries at one time that are selected.
    public let limit: Int

    /// Makes a scan.
    public init(
        tenant: TenantID,
        collection: RecordCollection,
        predicate: IndexPredicate,
        order: Order,
        after: Position? = nil,
        limit: Int
    ) {
        self.tenant = tenant
        self.collection = collection
        self.predicate = predicate
        self.order = order
        self.after = after
        self.limit = limit
    }
}
