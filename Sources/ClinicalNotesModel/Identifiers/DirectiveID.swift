/// A directive on record: authorization, consent, restriction, representation or legal process.
public struct DirectiveID: Identifier {
    /// The sixteen bytes.
    public let bytes: Bytes16
    /// Makes an identifier of sixteen bytes.
    public init(_ bytes: Bytes16) { self.bytes = bytes }
}
