/// The storage class of a record: all that a store learns of what a record is.
///
/// The exact kind of a sealed record enters its key derivation and is not stored in the clear. The raw
/// values are part of the formats and never change.
public struct RecordCollection: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// The number in the store's primary key.
    public let rawValue: UInt8

    /// Names a collection by its number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// An owner's signed head, page directory, aggregate, key slots and guard.
    public static let owner = RecordCollection(rawValue: 1)
    /// Pages of an owner's directory.
    public static let directory = RecordCollection(rawValue: 2)
    /// Sealed headers and the other records that feed decisions.
    public static let header = RecordCollection(rawValue: 3)
    /// Note keys under both locks.
    public static let key = RecordCollection(rawValue: 4)
    /// Sealed revisions.
    public static let revision = RecordCollection(rawValue: 5)
    /// Earlier signed revisions.
    public static let history = RecordCollection(rawValue: 6)
    /// Tiles of an owner's log of leaves.
    public static let log = RecordCollection(rawValue: 7)
    /// Audit entries, appended in commit order.
    public static let audit = RecordCollection(rawValue: 8)
    /// Tiles and checkpoint of the audit log.
    public static let auditTree = RecordCollection(rawValue: 9)
    /// The tenant's wrapped keys.
    public static let tenant = RecordCollection(rawValue: 10)
    /// Receipts of writes, by which a repeat is recognized and answered.
    public static let receipt = RecordCollection(rawValue: 11)
    /// Whom identifiers of the outside world and certified public keys name, one owner each.
    public static let identity = RecordCollection(rawValue: 12)
    /// How far attachments are that are being written.
    public static let upload = RecordCollection(rawValue: 13)
    /// Segments of attachments, of up to one and a half MiB each.
    public static let segment = RecordCollection(rawValue: 14)

    /// Orders by number.
    public static func < (left: RecordCollection, right: RecordCollection) -> Bool {
        left.rawValue < right.rawValue
    }
}
