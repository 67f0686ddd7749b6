/// What a service key is for; more purposes may come.
public struct KeyPurpose: RawRepresentable, Hashable, Sendable {
    /// The number in the wrapped key's place.
    public let rawValue: UInt8

    /// Names a purpose by its number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The tenant's secret: pseudonyms.
    public static let tenantSecret = KeyPurpose(rawValue: 1)
    /// The tenant key: the inner lock in ordinary custody.
    public static let tenantKey = KeyPurpose(rawValue: 2)
    /// The tenant's epoch key: the outer lock of every stored key.
    public static let epoch = KeyPurpose(rawValue: 3)
    /// The seed of an instance's or authority's signing key.
    public static let signing = KeyPurpose(rawValue: 4)
    /// Seals audit entries.
    public static let audit = KeyPurpose(rawValue: 5)
}
