/// What an adapter can select by; the vault refuses to start on one that lacks what it needs.
public struct StoreCapabilities: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// Makes a set of capabilities of its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Ranges of time.
    public static let range = StoreCapabilities(rawValue: 1)
    /// Membership in a set of pseudonyms or status classes.
    public static let membership = StoreCapabilities(rawValue: 2)
    /// Negation.
    public static let negation = StoreCapabilities(rawValue: 4)
    /// A commit survives loss of power.
    public static let durable = StoreCapabilities(rawValue: 8)
}

extension StoreCapabilities: CustomStringConvertible {
    /// The names of the capabilities, in order.
    public var description: String {
        let names: [(StoreCapabilities, String)] = [
            (.range, "range"), (.membership, "membership"), (.negation, "negation"), (.durable, "durable"),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: ",")
    }
}
