/// What must hold at the moment of commit: a record stands at a revision.
public struct Expectation: Hashable, Sendable {
    /// The record.
    public let key: RecordKey
    /// The revision it must have; 0 if it must be absent.
    public let revision: UInt64

    /// Makes an expectation.
    public init(_ key: RecordKey, at revision: UInt64) {
        self.key = key
        self.revision = revision
    }

    /// The record must not exist.
    public static func absent(_ key: RecordKey) -> Expectation { Expectation(key, at: 0) }
}
