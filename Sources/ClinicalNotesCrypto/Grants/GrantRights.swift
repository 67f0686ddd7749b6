/// What a reader may do with a granted key; more rights may come.
package struct GrantRights: OptionSet, Hashable, Sendable {
    /// The bits in the grant's head.
    package let rawValue: UInt32

    /// Makes rights of bits.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Open notes.
    package static let read = GrantRights(rawValue: 1)
    /// Write notes under the key.
    package static let write = GrantRights(rawValue: 2)
    /// Grant the key to others.
    package static let grant = GrantRights(rawValue: 4)
}
