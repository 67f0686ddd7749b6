/// A key that a key service lends until a moment; wiped with the last reference.
public final class KeyLease: Sendable, CustomStringConvertible, CustomReflectable {
    /// Which key.
    public let name: KeyName
    /// The key.
    public let key: SecretKey
    /// Until when it may be used, or `nil` for no limit.
    public let expires: ContinuousClock.Instant?

    /// Lends a key.
    public init(_ key: consuming SecretKey, _ name: KeyName, expires: ContinuousClock.Instant?) {
        self.key = key
        self.name = name
        self.expires = expires
    }

    /// Whether the lease has ended.
    package var hasExpired: Bool {
        guard let expires else { return false }
        return ContinuousClock().now >= expires
    }

    /// A fixed word; never the key.
    public var description: String { "KeyLease" }

    /// Shows only the name.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
