/// Remembers the newest state of logs outside the store, so that a store put back as a whole is seen.
///
/// No method may block the thread that it is called on: what waits for a disk or a network suspends, or works on a thread of its
/// own. The vault stops waiting when its timeout is over, but not for a method that never gave the thread back.
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

    /// The lines of a log's journal: what must not be forgotten although the store may be put back.
    ///
    /// - Parameter log: The log's name.
    /// - Returns: The lines, the oldest first; none if the journal was never begun, `nil` if this anchor keeps none.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.fileInvalid` for damage of what was acknowledged, `.newerFormat`.
    func journal(of log: String) async throws(CryptoError) -> [[UInt8]]?

    /// Adds lines to a log's journal; when it returns `true` they survive loss of power.
    ///
    /// - Parameters:
    ///   - lines: Opaque bytes, kept together or not at all.
    ///   - log: The log's name.
    ///   - begins: Whether the journal is begun if there is none; else that is `.fileMissing`.
    /// - Returns: `false` if this anchor keeps no journals.
    /// - Throws: ``CryptoError`` `.fileMissing`, `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool

    /// Adds lines to a log's journal, and then takes a state for the newest, whatever it remembered before.
    ///
    /// For what people declared, and nothing else: a restore, or an anchor that was lost. A journal or a state that is
    /// damaged is begun anew.
    ///
    /// - Parameters:
    ///   - checkpoint: The state.
    ///   - log: The log's name.
    ///   - lines: The lines that tell of it.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.newerFormat`.
    func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError)
}
