/// Remembers nothing: mixing is detected, a consistent rollback is not.
public struct NoAnchor: Anchor {
    /// ``AnchorGrade/none``.
    public let grade = AnchorGrade.none

    /// Makes the anchor.
    public init() {}

    /// Always `nil`.
    public func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? { nil }

    /// Always `true`.
    public func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool { true }

    /// Always `nil`.
    public func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? { nil }

    /// Always `false`: nothing is kept.
    public func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool { false }

    /// Does nothing.
    public func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {}
}
