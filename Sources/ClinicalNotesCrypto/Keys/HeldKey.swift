/// A key that several holders share; wiped with the last reference.
package final class HeldKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The key.
    package let key: SecretKey

    /// Takes a key.
    package init(_ key: consuming SecretKey) { self.key = key }

    /// A fixed word; never the key.
    package var description: String { "HeldKey" }

    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
