/// What a reader may do with a granted key; more rights may come.
public struct GrantRights: OptionSet, Hashable, Sendable {
    /// The bits in the grant's head.
    public let rawValue: UInt32

    /// Makes rights of bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Open notes.
    public static let read = GrantRights(rawValue: 1)
    /// Write notes under the key.
    public static let write = GrantRights(rawValue: 2)
    /// Grant the key to others.
    public static let grant = GrantRights(rawValue: 4)
}
