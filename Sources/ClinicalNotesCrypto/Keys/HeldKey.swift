/// A key that several holders share; wiped with the last reference.
public final class HeldKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The key.
    public let key: SecretKey

    /// Takes a key.
    public init(_ key: consuming SecretKey) { self.key = key }

    /// A fixed word; never the key.
    public var description: String { "HeldKey" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
