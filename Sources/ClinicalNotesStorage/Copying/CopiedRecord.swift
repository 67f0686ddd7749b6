/// A record with all that a store holds of it: how often it was written, its value, and the index entries that lead to it.
public struct CopiedRecord: Hashable, Sendable {
    /// The record.
    public let record: StoredRecord
    /// Its index entries, in any order.
    public let index: [IndexEntry]

    /// Makes a copy of a record.
    public init(_ record: StoredRecord, index: [IndexEntry]) {
        self.record = record
        self.index = index
    }
}
