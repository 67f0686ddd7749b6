public import ClinicalNotesPolicy

/// A denial, told to the one who asked: what may be known of it, and what can be done about it.
///
/// Never says whether there is more that is hidden.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A plain sentence.
    public let explanation: String
    /// The rules, as far as the asker may know them.
    public let rules: [RuleID]
    /// The law that the refusal rests on, as far as the asker may know it.
    public let citations: [Citation]
    /// What a person can do about it.
    public let remedies: [Remedy]
    /// What the holder owes with the refusal, such as a written denial.
    public let obligations: [Obligation]
    /// The facts that would settle it, where facts were missing.
    public let unknown: [Axis]

    /// A denial; to whom it is not told openly the remedies alone, which rest on nothing but the asker.
    init(_ decision: Decision, _ core: VaultCore, openly mayKnow: Bool = true) {
        let told = decision.explanation(for: .asker)
        explanation = core.explanation(told.sentences)
        remedies = told.remedies
        let openly = mayKnow && decision.told == .openly
        rules = openly ? decision.rules : []
        citations = openly ? decision.citations : []
        obligations = openly ? decision.obligations : []
        unknown = openly ? decision.unknown : []
    }

    /// A reading that is permitted once something was done.
    init(_ decision: Decision, until duties: [Obligation], _ core: VaultCore) {
        explanation = core.explanation([
            "This may be opened once what must come before was done: "
                + duties.map(\.rawValue).joined(separator: ", ") + "."
        ])
        rules = decision.rules
        citations = decision.citations
        remedies = []
        obligations = duties
        unknown = []
    }

    /// The plain sentence.
    public var description: String { explanation }
}
