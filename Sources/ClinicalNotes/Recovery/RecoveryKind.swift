/// What is declared on the practice's record; more kinds may come.
public struct RecoveryKind: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String {
        case restore
        case anchorRenewal = "anchor-renewal"
        case soloPractice = "solo-practice"
        case soloPracticeEnd = "solo-practice-end"
    }

    private let base: Base
    private init(_ base: Base) { self.base = base }

    /// A backup of the store was put back, and is the newest state from now on.
    public static let restore = RecoveryKind(.restore)
    /// An anchor was begun anew, because what it remembered was lost.
    public static let anchorRenewal = RecoveryKind(.anchorRenewal)

    /// The practice has one person, who confirms what she files herself; no recovery, but declared like one.
    public static let soloPractice = RecoveryKind(.soloPractice)
    /// The practice has one person no longer.
    public static let soloPracticeEnd = RecoveryKind(.soloPracticeEnd)

    /// The kind's code.
    public var description: String { base.rawValue }

    /// The kind of a code, or `nil` if this version knows none such.
    init?(code: String) {
        guard let base = Base(rawValue: code) else { return nil }
        self.base = base
    }

    /// The audit event that records it.
    var event: AuditEntry.Event {
        switch base {
        case .restore: .restore
        case .anchorRenewal: .anchorRenewal
        case .soloPractice, .soloPracticeEnd: .soloPractice
        }
    }

    /// What happened, in words.
    var words: String {
        switch base {
        case .restore: "the records were restored from a backup"
        case .anchorRenewal: "the anchor that vouches for the records was begun anew"
        case .soloPractice: "the practice's one person began to confirm papers of her own"
        case .soloPracticeEnd: "the practice had more than one person again"
        }
    }
}
