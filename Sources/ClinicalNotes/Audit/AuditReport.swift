public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// What verifying an audit log found.
public struct AuditReport: Hashable, Sendable {
    /// How the log stands, or one thing that is wrong with it.
    public enum Finding: Hashable, Sendable {
        /// Every entry is as it was written, and the anchor agrees.
        case verified
        /// Every entry is as it was written, but nothing outside the store vouches for the newest state.
        case unanchored
        /// What stands at this position is not what was written there, or nothing does.
        case broken(position: UInt64)
        /// The entry at this position stands there a second time, or not in its order.
        case repeated(position: UInt64)
        /// Entries that the one at this position tells of are not in the log before it.
        case gap(position: UInt64)
        /// The entry at this position tells of a change that does not follow the owner's newest state: the owner had been
        /// put back.
        case forked(owner: OwnerID, position: UInt64)
        /// The entry at this position tells of a reading by an older state of the owner than the newest.
        case regressed(owner: OwnerID, position: UInt64)
        /// The checkpoint or its tree is missing, forged, or does not belong to the entries.
        case checkpointInvalid
        /// The store is older than what was anchored.
        case rolledBack

        /// Where it is, where it is about one entry.
        public var position: UInt64? {
            switch self {
            case .verified, .unanchored, .checkpointInvalid, .rolledBack: nil
            case .broken(let position), .repeated(let position), .gap(let position):
                position
            case .forked(_, let position), .regressed(_, let position): position
            }
        }
    }

    /// What a verification could not look for.
    public enum Blindness: String, Hashable, Sendable, CaseIterable {
        /// Entries that stand twice, are out of order, or were removed before they were vouched for; needs the
        /// ``AuditKey``.
        case entriesOfInstances
        /// Owners that were put back to an older state; needs the ``AuditKey``.
        case historiesOfOwners
    }

    /// All that is wrong, in the order of positions; at most ``StoreReport/findingLimit``.
    public let findings: [Finding]
    /// How many further findings there were.
    public let unlisted: Int
    /// How many leaves the log's tree has: entries that are tamper-evident.
    public let integrated: UInt64
    /// How many further entries are durable, but not tamper-evident yet.
    public let pending: UInt64
    /// What the anchor can promise.
    public let grade: AnchorGrade
    /// Whether an anchor vouches for the newest state.
    public let isAnchored: Bool
    /// What was not looked for.
    public let blindness: Set<Blindness>

    /// How the log stands: the first finding, or that there is none.
    public var finding: Finding { findings.first ?? (isAnchored ? .verified : .unanchored) }

    /// Whether nothing contradicts anything, as far as ``blindness`` lets it be seen: as good as it gets without an anchor.
    public var isConsistent: Bool { findings.isEmpty && unlisted == 0 }

    /// Whether nothing is wrong, and an anchor vouches for the newest state.
    public var isIntact: Bool { isConsistent && isAnchored }
}
