public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What an auditor is told of an entry of the log: by which rules it was decided, and whose word let the principal in.
///
/// Identifiers, codes and the words of rules; never content or a name.
public struct AuditExplanation: Hashable, Sendable {
    /// The entry.
    public let entry: AuditEntry
    /// The rules that decided, as the practice's policy has them now.
    public let rules: [RuleSummary]
    /// The papers on record then, and not over, by which the principal could be let in: who filed each, and who confirmed it, is
    /// part of it, also where that was later.
    public let papers: [Directive]
    /// Who put the principal on record as it is now; `nil` for the practice itself, and for who is not enrolled.
    public let registrar: PrincipalID?
    /// Who confirmed that there is such a principal, as it is now; `nil` for who is not enrolled.
    public let enrollment: FilingStanding?
    /// What one person alone declared of the practice, before or after.
    public let declarations: [RecoveryDeclaration]

    /// What decided, in sentences with their codes.
    public var reasons: [Reason] { rules.map(\.reason) }

    /// The explanation in plain sentences: what decided, what was declared, and whose word let the principal in.
    public var sentences: [String] {
        let decided = reasons.map(\.sentence)
        let declared =
            entry.declared.isEmpty
            ? [] : ["The principal declared: \(entry.declared.joined(separator: ", "))."]
        var enrolled = registrar.map { ["\($0) put the principal on record."] } ?? []
        if case .confirmed(let word)? = enrollment {
            enrolled.append("\(word.by) confirmed that on \(word.at.rfc3339)\(word.manner).")
        }
        return decided + declared + papers.map { $0.account(at: entry.at) } + enrolled
            + declarations.map(\.sentence)
    }
}

extension Directive {
    /// Who filed the paper, and on whose word it was in force at a moment.
    fileprivate func account(at moment: Instant) -> String {
        let filed = "Paper \(id) was put on record by \(recordedBy) on \(recordedAt.rfc3339)"
        switch standing {
        case .inForce: return "\(filed), who does not gain by it or whom it keeps out."
        case .unconfirmed: return "\(filed), and nobody has confirmed it: it opens nothing."
        case .confirmed(let word):
            let confirmed = "confirmed by \(word.by) on \(word.at.rfc3339)\(word.manner)"
            return word.at <= moment
                ? "\(filed), and \(confirmed)." : "\(filed), and opened nothing then; it was \(confirmed)."
        }
    }
}

extension Confirmation {
    fileprivate var manner: String { alone ? ", alone, in a practice of one" : "" }
}
