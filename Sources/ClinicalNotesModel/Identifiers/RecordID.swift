/// One record of an owner; the first four bytes name its directory page, the others are random.
public struct RecordID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}
