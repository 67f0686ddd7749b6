/// A rule of law as data.
///
/// Permissions open where all of one list of conditions holds; prohibitions close. Duties say what comes
/// with the outcome, and reasons which paragraph decided where no single rule did.
package struct LawRule: Sendable {
    package enum Kind: Sendable {
        case permission, prohibition, houseProhibition, duty, reason
    }

    /// Whether the rule opens or closes; others bring duties or say why.
    var decides: Bool { kind != .duty && kind != .reason }

    package let id: RuleID
    package let kind: Kind
    package let direction: RuleDirection
    let sentence: String
    package let citations: [Citation]
    package let obligations: [Obligation]
    package let when: [[Condition]]
    package let unless: [[Condition]]
    /// A permission that law compels, which no house rule blocks.
    package let compelled: Bool

    @inline(never)
    fileprivate init<Direction: LawDirection>(
        _ kind: Kind,
        _ direction: Direction.Type,
        _ id: String,
        _ sentence: String,
        _ citations: [Citation],
        _ obligations: [Obligation],
        _ when: [[Condition]],
        _ unless: [[Condition]],
        compelled: Bool = false
    ) {
        self.id = RuleID(id)
        self.kind = kind
        self.direction = Direction.direction
        self.sentence = sentence
        self.citations = citations
        self.obligations = obligations
        self.when = when.map { Direction.scope + $0 }
        self.unless = unless
        self.compelled = compelled
    }

    /// A rule that is not of the law.
    package init(_ kind: Kind, _ id: String, when: [[Condition]], unless: [[Condition]]) {
        self.id = RuleID(id)
        self.kind = kind
        direction = .everyone
        sentence = id
        citations = []
        obligations = []
        self.when = when
        self.unless = unless
        compelled = false
    }

    /// The same rule with other lists of conditions and exceptions.
    package init(_ rule: LawRule, when: [[Condition]], unless: [[Condition]]) {
        id = rule.id
        kind = rule.kind
        direction = rule.direction
        sentence = rule.sentence
        citations = rule.citations
        obligations = rule.obligations
        self.when = when
        self.unless = unless
        compelled = rule.compelled
    }

    /// The same rule within one jurisdiction.
    init(_ rule: LawRule, in jurisdiction: Jurisdiction) {
        self.init(
            rule,
            when: rule.when.map { [.jurisdiction(jurisdiction)] + $0 },
            unless: rule.unless
        )
    }
}

extension LawDirection {
    /// Opens where every condition of one list holds.
    static func permission(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        obligations: [Obligation] = [],
        when conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        LawRule(.permission, Self.self, id, sentence, citations, obligations, conditions, exceptions)
    }

    /// Opens because law compels it: no house rule blocks it.
    static func compulsion(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        obligations: [Obligation] = [],
        when conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        LawRule(
            .permission,
            Self.self,
            id,
            sentence,
            citations,
            obligations,
            conditions,
            exceptions,
            compelled: true
        )
    }

    /// Closes where every condition of one list holds and no exception does.
    static func prohibition(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        when conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        LawRule(.prohibition, Self.self, id, sentence, citations, [], conditions, exceptions)
    }

    /// Closes what law permits but does not compel.
    static func houseProhibition(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        when conditions: [Condition]...
    ) -> LawRule {
        LawRule(.houseProhibition, Self.self, id, sentence, citations, [], conditions, [])
    }

    /// Brings obligations with a permit.
    static func duty(
        _ obligations: Obligation...,
        id: String,
        _ sentence: String,
        citing citations: Citation...,
        onPermit conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        let conditions = conditions.map { [.that(.permitted, .verified)] + $0 }
        return LawRule(.duty, Self.self, id, sentence, citations, obligations, conditions, exceptions)
    }

    /// Brings obligations with a denial of somebody who is verified.
    static func duty(
        _ obligations: Obligation...,
        id: String,
        _ sentence: String,
        citing citations: Citation...,
        onDenial conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        let conditions = conditions.map { [.that(.verified), .not(.permitted)] + $0 }
        return LawRule(.duty, Self.self, id, sentence, citations, obligations, conditions, exceptions)
    }

    /// Brings obligations with the denial of somebody who is not verified.
    static func duty(
        _ obligations: Obligation...,
        id: String,
        _ sentence: String,
        citing citations: Citation...,
        unverified conditions: [Condition]
    ) -> LawRule {
        let conditions = [[.not(.verified, .permitted)] + conditions]
        return LawRule(.duty, Self.self, id, sentence, citations, obligations, conditions, [])
    }

    /// The paragraph that decided a permit, beside the permission itself.
    static func reason(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        onPermit conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        reason(id, sentence, citing: citations, onPermit: conditions, unless: exceptions)
    }

    /// The same of lists that are already made.
    static func reason(
        _ id: String,
        _ sentence: String,
        citing citations: [Citation],
        onPermit conditions: [[Condition]],
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        let conditions = conditions.map { [.that(.permitted)] + $0 }
        return LawRule(.reason, Self.self, id, sentence, citations, [], conditions, exceptions)
    }

    /// The paragraph that decided a denial, where nothing permitted.
    static func reason(
        _ id: String,
        _ sentence: String,
        citing citations: Citation...,
        onDenial conditions: [Condition]...,
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        reason(id, sentence, citing: citations, onDenial: conditions, unless: exceptions)
    }

    /// The same of lists that are already made.
    static func reason(
        _ id: String,
        _ sentence: String,
        citing citations: [Citation],
        onDenial conditions: [[Condition]],
        unless exceptions: [[Condition]] = []
    ) -> LawRule {
        let conditions = conditions.map { [.not(.permitted)] + $0 }
        return LawRule(.reason, Self.self, id, sentence, citations, [], conditions, exceptions)
    }
}
