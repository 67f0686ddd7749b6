/// An organization: the holder of notes, or one outside.
public struct OrganizationID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}
