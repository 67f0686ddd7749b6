public import ClinicalNotesModel

/// The primary key of a record: tenant, owner, collection, record.
public struct RecordKey: Hashable, Comparable, Codable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// Whose record it is.
    public let owner: OwnerID
    /// The storage class.
    public let collection: RecordCollection
    /// The record among the owner's of that class; in an appended log, its position, big endian.
    public let record: RecordID

    /// Names a record.
    public init(tenant: TenantID, owner: OwnerID, collection: RecordCollection, record: RecordID) {
        self.tenant = tenant
        self.owner = owner
        self.collection = collection
        self.record = record
    }

    /// Orders by tenant, owner, collection, record.
    public static func < (left: RecordKey, right: RecordKey) -> Bool {
        (left.tenant, left.owner, left.collection, left.record)
            < (right.tenant, right.owner, right.collection, right.record)
    }
}
