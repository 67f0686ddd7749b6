/// Remembers the newest state of logs outside the store, so that a store put back as a whole is seen.
public protocol Anchor: Sendable {
    /// What the anchor can promise.
    var grade: AnchorGrade { get }

    /// The state that was last anchored.
    ///
    /// - Parameter log: The log's name.
    /// - Returns: The state, or `nil` if there is none.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint?

    /// Replaces the state if it is still the expected one; it never goes backwards.
    ///
    /// A repeat of the same call answers `true`.
    ///
    /// - Parameters:
    ///   - log: The log's name.
    ///   - checkpoint: The new state.
    ///   - expected: The state that the caller saw, or `nil` for none.
    /// - Returns: `false`, with nothing changed, if another state is anchored, or if the new one is smaller or
    ///   differs at the same size.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool
}
