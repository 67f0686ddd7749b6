public import ClinicalNotesModel

/// A log of appended records: positions count from 0 without a gap, in commit order.
///
/// A position is not given again when its record was deleted.
public struct LogKey: Hashable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// Whose log it is.
    public let owner: OwnerID
    /// The storage class.
    public let collection: RecordCollection

    /// Names a log.
    public init(tenant: TenantID, owner: OwnerID, collection: RecordCollection) {
        self.tenant = tenant
        self.owner = owner
        self.collection = collection
    }

    /// The key of the record at a position.
    public func key(at position: UInt64) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: owner,
            collection: collection,
            record: RecordID(Bytes16(high: 0, low: position))
        )
    }
}
