/// What is declared on the practice's record; more kinds may come.
@nonexhaustive
public enum RecoveryKind: String, Codable, Sendable, CustomStringConvertible {
    /// A backup of the store was put back, and is the newest state from now on.
    case restore
    /// An anchor was begun anew, because what it remembered was lost.
    case anchorRenewal = "anchor-renewal"
    /// The practice has one person, who confirms what she files herself; no recovery, but declared like one.
    case soloPractice = "solo-practice"
    /// The practice has one person no longer.
    case soloPracticeEnd = "solo-practice-end"

    /// The kind's code.
    public var description: String { rawValue }

    /// The audit event that records it.
    var event: AuditEntry.Event {
        switch self {
        case .restore: .restore
        case .anchorRenewal: .anchorRenewal
        case .soloPractice, .soloPracticeEnd: .soloPractice
        }
    }

    /// What happened, in words.
    var words: String {
        switch self {
        case .restore: "the records were restored from a backup"
        case .anchorRenewal: "the anchor that vouches for the records was begun anew"
        case .soloPractice: "the practice's one person began to confirm papers of her own"
        case .soloPracticeEnd: "the practice had more than one person again"
        }
    }
}
