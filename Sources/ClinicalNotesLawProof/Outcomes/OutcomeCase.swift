internal import ClinicalNotesPolicy

/// One case in which a permit or a denial cites a paragraph or brings an obligation, written a second time beside the rules.
struct OutcomeCase: Sendable {
    /// What was decided.
    enum Outcome: String, Sendable { case permit, denial }

    /// What a decision names or brings.
    enum Content: Hashable, Sendable {
        case citation(Citation)
        case obligation(Obligation)
    }

    let outcome: Outcome
    let contents: [Content]
    /// Where the law says so.
    let citation: Citation
    /// Lists of conditions of which one holds.
    let when: [[Condition]]
    let unless: [[Condition]]
    /// Whether the same is cited or brought elsewhere, too, in cases that are not all written down.
    let isOneOfMany: Bool

    /// A denial cites the paragraph.
    static func refusal(
        _ citation: Citation,
        _ when: [Condition]...,
        unless: [[Condition]] = [],
        amongOthers: Bool = false
    ) -> OutcomeCase {
        OutcomeCase(.denial, [.citation(citation)], citation, when, unless, amongOthers)
    }

    /// A permit cites the paragraph.
    static func grant(_ citation: Citation, _ when: [Condition]..., amongOthers: Bool = false) -> OutcomeCase
    {
        OutcomeCase(.permit, [.citation(citation)], citation, when, [], amongOthers)
    }

    /// A permit brings the obligations.
    static func permit(
        brings obligations: Obligation...,
        law citation: Citation,
        _ when: [Condition]...,
        unless: [[Condition]] = [],
        amongOthers: Bool = false
    ) -> OutcomeCase {
        OutcomeCase(.permit, obligations.map { .obligation($0) }, citation, when, unless, amongOthers)
    }

    /// A denial brings the obligations.
    static func denial(brings obligations: Obligation..., law citation: Citation, _ when: [Condition]...)
        -> OutcomeCase
    {
        OutcomeCase(.denial, obligations.map { .obligation($0) }, citation, when, [], false)
    }

    private init(
        _ outcome: Outcome,
        _ contents: [Content],
        _ citation: Citation,
        _ when: [[Condition]],
        _ unless: [[Condition]],
        _ isOneOfMany: Bool
    ) {
        self.outcome = outcome
        self.contents = contents
        self.citation = citation
        self.when = when
        self.unless = unless
        self.isOneOfMany = isOneOfMany
    }

    /// The case where more conditions hold.
    func within(_ conditions: [Condition]) -> OutcomeCase {
        OutcomeCase(outcome, contents, citation, when.map { conditions + $0 }, unless, isOneOfMany)
    }
}

extension [OutcomeCase] {
    /// The cases where more conditions hold.
    func within(_ conditions: Condition...) -> [OutcomeCase] { within(conditions) }

    /// The cases where more conditions hold.
    func within(_ conditions: [Condition]) -> [OutcomeCase] { map { $0.within(conditions) } }
}
