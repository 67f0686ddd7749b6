public import ClinicalNotesCrypto

/// What verifying an audit log found.
public struct AuditReport: Hashable, Sendable {
    /// How the log stands.
    public enum Finding: Hashable, Sendable {
        /// Every entry is as it was written, and the anchor agrees.
        case verified
        /// Every entry is as it was written, but nothing outside the store vouches for the newest state.
        case unanchored
        /// The entry at this position is the first that is not as it was written, or is missing.
        case broken(position: UInt64)
        /// The checkpoint or its tree is missing, forged, or does not belong to the entries.
        case checkpointInvalid
        /// The store is older than what was anchored.
        case rolledBack
    }

    /// How the log stands.
    public let finding: Finding
    /// How many entries are tamper-evident.
    public let integrated: UInt64
    /// How many further entries are durable, but not tamper-evident yet.
    public let pending: UInt64
    /// What the anchor can promise.
    public let grade: AnchorGrade

    /// Whether nothing is wrong.
    public var isIntact: Bool { finding == .verified || finding == .unanchored }
}
