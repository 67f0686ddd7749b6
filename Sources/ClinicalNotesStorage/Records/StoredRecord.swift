/// A record as the store has it.
public struct StoredRecord: Hashable, Sendable {
    /// The primary key.
    public let key: RecordKey
    /// How often the record was written; the first write makes it 1.
    public let revision: UInt64
    /// The opaque value.
    public let value: RecordBytes

    /// Makes a stored record.
    public init(key: RecordKey, revision: UInt64, value: RecordBytes) {
        self.key = key
        self.revision = revision
        self.value = value
    }
}
