/// What was made to depend on signing a directive, 45 CFR 164.508(b)(4).
public enum DirectiveConditioning: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nothing.
    case none
    /// Treatment, payment, enrollment or eligibility: forbidden.
    case careOrCoverage = "care-or-coverage"
    /// Research-related treatment: lawful, (b)(4)(i).
    case researchTreatment = "research-treatment"
    /// A health plan's enrollment before the member joins: lawful, (b)(4)(ii), except for psychotherapy notes.
    case planEnrollment = "plan-enrollment"
    /// Care whose only purpose is to inform a third party: lawful, (b)(4)(iii).
    case careForThirdParty = "care-for-third-party"
}
