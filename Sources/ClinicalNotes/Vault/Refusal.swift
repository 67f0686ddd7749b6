public import ClinicalNotesPolicy

/// A denial, told to the one who asked: what may be known of it, and what can be done about it.
///
/// Never says whether there is more that is hidden.
///
/// ```swift
/// do {
///     return [try await portal.read(note).copyText()]
/// } catch {
///     guard let refusal = error.refusal else { throw error }
///     return [refusal.explanation] + refusal.remedies.map(\.sentence)
/// }
/// ```
public struct Refusal: Hashable, Codable, Sendable, CustomStringConvertible {
    /// What the sentence says, for a host that says it in words or a language of its own.
    public let code: ReasonCode
    /// A plain sentence; also what one person alone declared of the practice, where somebody did.
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
        code = told.reasons[0].code
        explanation = core.explanation(told.sentences)
        remedies = told.remedies
        rules = mayKnow ? told.rules : []
        citations = mayKnow ? told.citations : []
        obligations = mayKnow ? told.obligations : []
        unknown = mayKnow ? told.unknown : []
    }

    /// A reading that is permitted once something was done.
    init(_ decision: Decision, until duties: [Obligation], _ core: VaultCore) {
        let told = Reason.onceDone(duties)
        code = told.code
        explanation = core.explanation([told.sentence])
        rules = decision.rules
        citations = decision.citations
        remedies = []
        obligations = duties
        unknown = []
    }

    /// The plain sentence.
    public var description: String { explanation }
}
