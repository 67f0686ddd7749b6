/// A rule as people read it.
public struct RuleSummary: Hashable, Sendable {
    /// What a rule does.
    public enum Effect: String, CaseIterable, Hashable, Sendable, Codable {
        /// It permits.
        case permits
        /// It permits because law compels it: no house rule blocks it.
        case compels
        /// It prohibits, whatever permits.
        case prohibits
        /// It lets the host's own rules narrow what law permits but does not compel.
        case narrows
        /// It brings obligations with a permit or a denial.
        case obliges
        /// It names the paragraph that decided, where no rule above does.
        case explains
    }

    /// The name.
    public let id: RuleID
    /// The direction of law.
    public let direction: RuleDirection
    /// What it does.
    public let effect: Effect
    /// Where the law says so.
    public let citations: [Citation]
    /// What it brings.
    public let obligations: [Obligation]
    /// What it says, in plain words.
    public let sentence: String
    /// Whether counsel has still to say that the rule reads the law rightly; only house rules are marked so.
    public let forCounsel: Bool
}

extension RuleSummary {
    package init(_ rule: LawRule) {
        id = rule.id
        direction = rule.direction
        effect =
            switch rule.kind {
            case .permission: rule.compelled ? .compels : .permits
            case .prohibition: .prohibits
            case .houseProhibition: .narrows
            case .duty: .obliges
            case .reason: .explains
            }
        citations = rule.citations
        obligations = rule.obligations
        sentence = rule.sentence
        forCounsel = false
    }

    package init(_ rule: HouseRule) {
        id = rule.id
        direction = rule.kind.direction
        effect =
            switch rule.kind {
            case .restriction, .parentRestriction, .portalRestriction: .prohibits
            case .patientGrant, .parentGrant: .permits
            case .requirement, .patientDuty, .accessClock: .obliges
            }
        citations = [rule.citation]
        obligations = rule.obligation.map { [$0] } ?? []
        sentence = rule.sentence
        forCounsel = rule.isForCounsel
    }
}
