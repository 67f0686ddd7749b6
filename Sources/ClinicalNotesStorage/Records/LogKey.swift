public import ClinicalNotesModel

/// A log of appended records: positions count from 0 without a gap, in commit order.
///
/// The next position is one more than that of the last record which the log holds, however it came there
/// (``nextPosition(lastBelow:)``): a position is the record's id, big endian, so the primary key answers it with one
/// seek. Nobody deletes records of a log; a store that is asked to does it, and gives the position of a last record
/// again.
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

    /// The end of the positions, 2^63.
    ///
    /// Records of the collection with an id from there on are not part of the log.
    public static let positionLimit: UInt64 = 1 << 63

    /// The key of the record at a position.
    public func key(at position: UInt64) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: owner,
            collection: collection,
            record: RecordID(Bytes16(high: 0, low: position))
        )
    }

    /// The position of a record of the log, or `nil` for the key of any other record.
    public func position(of key: RecordKey) -> UInt64? {
        let position = key.record.bytes.low
        guard position < Self.positionLimit, key == self.key(at: position) else { return nil }
        return position
    }

    /// As ``position(of:)``, and `nil` too where no log comes: a position that has not ``room`` behind it.
    package func reachedPosition(of key: RecordKey) -> UInt64? {
        position(of: key).flatMap { $0 < Self.positionLimit - Self.room ? $0 : nil }
    }

    /// How many positions must be free behind a record for the log to go on there.
    public static let room: UInt64 = 1 << 32

    /// Where the log goes on: behind the last record that has ``room`` behind it, up to the next one or to the end of the
    /// positions.
    ///
    /// For all that the library writes this is one more than the position of the last record. A record that somebody
    /// planted at the end of the positions stops no log.
    ///
    /// - Parameter last: The position of the log's last record below a position, or `nil` if there is none.
    /// - Returns: The next position, or `nil` if there is no room anywhere.
    /// - Throws: What `last` throws.
    public func nextPosition<Failure: Error>(
        lastBelow last: (UInt64) throws(Failure) -> UInt64?
    ) throws(Failure) -> UInt64? {
        var bound = Self.positionLimit
        while bound >= Self.room {
            let next = try last(bound).map { $0 + 1 } ?? 0
            if bound - next >= Self.room { return next }
            bound = next - 1
        }
        return nil
    }
}
