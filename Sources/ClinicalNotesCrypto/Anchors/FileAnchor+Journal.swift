extension FileAnchor {
    /// The lines of a log's journal, the oldest first.
    ///
    /// - Parameter log: The log's name.
    /// - Returns: The lines; none if the journal was never begun.
    /// - Throws: ``CryptoError`` `.fileInvalid` for damage anywhere but in a last line that was torn, `.newerFormat`.
    public func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? {
        try await journals.lines(of: log)
    }

    /// Adds lines to a log's journal; when it returns they are flushed.
    ///
    /// - Parameters:
    ///   - lines: Opaque bytes, kept together or not at all.
    ///   - log: The log's name.
    ///   - begins: Whether the journal is begun if there is none.
    /// - Returns: `true`.
    /// - Throws: ``CryptoError`` `.fileMissing`, `.anchorUnavailable`, `.fileInvalid`, `.newerFormat`.
    public func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool {
        try await journals.append(JournalFile.Group(log: log, lines: lines), beginning: begins)
        return true
    }

    /// Adds lines to a log's journal, and then takes a state for the newest, whatever the file remembers.
    ///
    /// A damaged file is begun anew, for all logs in it.
    ///
    /// - Parameters:
    ///   - checkpoint: The state.
    ///   - log: The log's name.
    ///   - lines: The lines that tell of it.
    /// - Throws: ``CryptoError`` `.anchorUnavailable`, `.newerFormat`.
    public func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {
        let group = JournalFile.Group(log: log, lines: lines)
        do throws(CryptoError) {
            try await journals.append(group, beginning: true)
        } catch {
            guard error.code == .fileInvalid else { throw error }
            try await journals.beginAnew(group)
        }
        try await put(checkpoint, of: log)
    }
}
