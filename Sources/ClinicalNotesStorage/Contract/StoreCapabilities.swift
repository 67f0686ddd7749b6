/// What an adapter promises beyond the contract; the vault does not start on a store that lacks what is not waived.
///
/// Selecting is no matter of choice: every store answers every ``IndexPredicate``.
public struct StoreCapabilities: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// Makes a set of capabilities of its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A commit survives loss of power.
    public static let durable = StoreCapabilities(rawValue: 8)
}

extension StoreCapabilities: CustomStringConvertible {
    /// The names of the capabilities.
    public var description: String { contains(.durable) ? "durable" : "" }
}
