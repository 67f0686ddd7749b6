/// A part of a practice's audit log, in the order of its positions.
public struct AuditPage: Hashable, Codable, Sendable {
    /// An entry, and where it stands.
    public struct Line: Hashable, Codable, Sendable {
        /// The position, counted from 0.
        public let position: UInt64
        /// The entry.
        public let entry: AuditEntry
    }

    /// The entries, each checked against its commitment.
    public internal(set) var lines: [Line] = []
    /// Positions at which nothing stands, or what is no entry of this practice; ``NoteVault/verify(by:goingOnFrom:telling:)`` reports them.
    public internal(set) var unreadable: [Range<UInt64>] = []
    /// Where the log goes on; `nil` at its end.
    public internal(set) var next: UInt64?

    /// The entries alone.
    public var entries: [AuditEntry] { lines.map(\.entry) }
}
