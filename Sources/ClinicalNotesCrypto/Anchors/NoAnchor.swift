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
}
