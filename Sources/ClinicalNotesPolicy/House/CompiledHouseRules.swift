internal import ClinicalNotesModel

/// House rules compiled to masks over the facts of the law and over tests of the host's own facts.
///
/// What they say is set as facts before the law is looked at, so that the law alone combines: see
/// ``Flag/houseDenies`` and its neighbors.
package final class CompiledHouseRules: Sendable {
    package static let none = CompiledHouseRules([])

    /// Facts of the host's own.
    struct Missing: OptionSet, Sendable {
        let rawValue: UInt64
        static let kind = fact(.kind)
        static let age = fact(.ageAtLeast)
        /// What the house rules of the request say.
        static let requestRules = Missing(rawValue: 1 << 63)

        static func fact(_ fact: HouseFact) -> Missing { Missing(rawValue: 1 << UInt64(fact.ordinal)) }
    }

    /// What fired.
    package struct Fired: Sendable {
        /// The rules that hold for certain.
        var must = RuleSet()
        /// The rules that may hold.
        var may = RuleSet()
        /// The host's own facts that are unknown and that some rule waits for.
        var missing = Missing()
    }

    package let rules: [HouseRule]
    /// What some rule asks for.
    let asked: Set<HouseFact>
    private let index: HostIndex
    private let terms: [HouseTerm]
    private let rows: HouseRows
    /// How many words hold the numbers of the rules.
    private let ruleWords: Int
    private let byKind: InlineArray<8, RuleSet>
    private let obligations: [ObligationSet]
    private let bringsByKind: InlineArray<8, Bool>
    private let narrowing: RuleSet
    private let redacting: RuleSet

    init(_ rules: [HouseRule]) {
        let index = HostIndex(rules)
        precondition(rules.count <= HouseRules.capacity, "at most \(HouseRules.capacity) house rules")
        precondition(
            index.hostTests <= HostBits.capacity,
            "at most \(HostBits.capacity) tests of the host's facts"
        )
        self.rules = rules
        self.asked = Set(rules.flatMap { ($0.when + $0.unless.flatMap(\.self)).map(\.fact) })
        self.index = index
        var terms: [HouseTerm] = []
        var asked: [(tests: [HouseTest], scope: [Condition])] = []
        var byKind = InlineArray<8, RuleSet>(repeating: RuleSet())
        var bringsByKind = InlineArray<8, Bool>(repeating: false)
        var narrowing = RuleSet()
        var redacting = RuleSet()
        for (number, rule) in rules.enumerated() {
            for (tests, isException) in [(rule.when, false)] + rule.unless.map({ ($0, true) }) {
                asked.append((tests, rule.scope))
                terms.append(
                    HouseTerm(
                        tests,
                        scope: isException ? [] : rule.scope,
                        rule: number,
                        isException: isException,
                        index: index
                    )
                )
            }
            byKind[rule.kind.ordinal].insert(number)
            guard let obligation = rule.obligation else { continue }
            bringsByKind[rule.kind.ordinal] = true
            if obligation.removesContent { narrowing.insert(number) }
            if obligation == .redactOtherSubjects { redacting.insert(number) }
        }
        self.terms = terms
        ruleWords = (rules.count + 63) / 64
        self.byKind = byKind
        self.bringsByKind = bringsByKind
        self.narrowing = narrowing
        self.redacting = redacting
        obligations = rules.map { ObligationSet($0.obligation.map { [$0] } ?? []) }
        rows = HouseRows(asked, index: index)
    }

    /// Finds the rules that hold and that may hold; nothing has fired before.
    func fire(
        _ facts: borrowing FactWords,
        in request: borrowing AccessRequest,
        into fired: inout Fired
    ) {
        guard rows.width > 0 else { return }
        if !request.knowsItsHouseRules { fired.missing.insert(.requestRules) }
        var except = RuleSet()
        var mayExcept = RuleSet()
        // Looked up only where some rule waits for it; 0 is the row of all terms.
        var kind: Int?
        var age: Int?
        var answers: HostIndex.Answers?
        let width = rows.width
        let action = rows.begin(facts, Layout.action, from: HouseRows.Start.action)
        let role = rows.begin(facts, Layout.role, from: HouseRows.Start.role)
        let lane = rows.begin(facts, Layout.lane, from: HouseRows.Start.lane)
        let purpose = rows.begin(facts, Layout.purpose, from: HouseRows.Start.purpose)
        let compartment = rows.begin(facts, Layout.compartment, from: HouseRows.Start.compartment)
        let status = rows.begin(facts, Layout.status, from: HouseRows.Start.status)
        for word in 0..<width {
            var candidates = rows[action, word] & rows[role, word] & rows[lane, word]
            candidates &= rows[purpose, word] & rows[compartment, word] & rows[status, word]
            var unsure: UInt64 = 0
            let asksForKind = rows[HouseRows.Start.asksForKind * width, word]
            if candidates & asksForKind != 0 {
                let begin = kind ?? rows.begin(ofKindIn: request, index) ?? 0
                kind = begin
                candidates &= rows[begin, word]
                if begin == 0 {
                    unsure |= asksForKind
                    fired.missing.insert(.kind)
                }
            }
            let asksForAge = rows[HouseRows.Start.asksForAge * width, word]
            if candidates & asksForAge != 0 {
                let begin = age ?? rows.begin(ofAgeIn: request, index) ?? 0
                age = begin
                candidates &= rows[begin, word]
                if begin == 0 {
                    unsure |= asksForAge
                    fired.missing.insert(.age)
                }
            }
            let asksForHost = candidates & rows[HouseRows.Start.asksForHost * width, word]
            if asksForHost != 0, answers == nil {
                let found = index.answers(to: request)
                fired.missing.formUnion(found.missing)
                answers = found
            }
            while candidates != 0 {
                let bit = candidates & (~candidates &+ 1)
                let number = word << 6 | candidates.trailingZeroBitCount
                candidates &= ~bit
                guard terms[number].term.may(facts) else { continue }
                var isCertain = unsure & bit == 0
                if asksForHost & bit != 0, let answers {
                    guard terms[number].may(answers) else { continue }
                    if isCertain { isCertain = terms[number].must(answers) }
                }
                if isCertain { isCertain = terms[number].term.must(facts) }
                let rule = terms[number].rule
                if terms[number].isException {
                    mayExcept.insert(rule)
                    if isCertain { except.insert(rule) }
                } else {
                    fired.may.insert(rule)
                    if isCertain { fired.must.insert(rule) }
                }
            }
        }
        fired.must = fired.must.subtracting(mayExcept)
        fired.may = fired.may.subtracting(except)
    }

    /// The rules of a kind.
    func set(_ kind: HouseRule.Kind) -> RuleSet { byKind[kind.ordinal] }

    /// Whether some rule of a kind holds.
    func truth(_ kind: HouseRule.Kind, _ fired: borrowing Fired) -> Truth {
        guard rows.width > 0 else { return .no }
        var must: UInt64 = 0
        var may: UInt64 = 0
        for word in 0..<ruleWords {
            must |= fired.must[word: word] & byKind[kind.ordinal][word: word]
            may |= fired.may[word: word] & byKind[kind.ordinal][word: word]
        }
        return must != 0 ? .yes : may != 0 ? .unknown : .no
    }
}

extension CompiledHouseRules {
    /// What the host's own rules bring: requirements with a permit of the third-party side, duties with a
    /// denial of the patient's.
    ///
    /// Against what law compels no requirement removes content: counsel looks at it instead, but for HHS. Where that is not
    /// known, both are brought.
    ///
    /// - Parameters:
    ///   - outcome: The facts with what was decided.
    ///   - isCompelled: Law compels what was permitted.
    ///   - fired: The rules that fired.
    /// - Returns: The obligations.
    func obligations(
        with outcome: FactWords,
        isCompelled: Truth,
        _ fired: Fired
    ) -> ObligationSet {
        guard rows.width > 0 else { return ObligationSet() }
        var found = clock(with: outcome, fired)
        guard let kind = bringing(outcome), bringsByKind[kind.ordinal] else { return found }
        let brought = fired.may.intersection(set(kind))
        let kept = isCompelled.mustHold ? brought.subtracting(narrowing) : brought
        for number in kept.numbers { found.formUnion(obligations[number]) }
        guard isCompelled.mayHold else { return found }
        if outcome.ordinal(Layout.purpose) == PurposeOfUse.hhsCompliance.ordinal {
            guard isCompelled.mustHold else { return found }
            return ObligationSet(found.obligations.filter { $0.timing != .before })
        }
        if !brought.intersection(narrowing).isEmpty { found.formUnion(ObligationSet([.legalReview])) }
        return found
    }

    /// The shorter time in which a request for access is answered, whatever the answer is; to nobody but the patient and those
    /// in the patient's place, and not where the way was wrong.
    private func clock(with outcome: FactWords, _ fired: Fired) -> ObligationSet {
        guard bringsByKind[HouseRule.Kind.accessClock.ordinal], outcome.truth(.verified).mayHold,
            outcome.truth(.standing).mayHold, outcome.truth(.patientIsSubject).mayHold,
            !outcome.truth(.channelWrong).mustHold
        else { return ObligationSet() }
        return ObligationSet(clocks(fired))
    }

    /// The times in which a request for access may have to be answered.
    func clocks(_ fired: Fired) -> [Obligation] {
        fired.may.intersection(set(.accessClock)).numbers.compactMap { rules[$0].obligation }
    }

    /// Which rules bring something with an outcome, or may.
    private func bringing(_ outcome: FactWords) -> HouseRule.Kind? {
        guard outcome.truth(.verified).mayHold else { return nil }
        if outcome.truth(.permitted).mustHold {
            return outcome.may(Layout.lane, Lane.thirdParty.ordinal) ? .requirement : nil
        }
        // Not where the way was wrong, and never where browsing does not say that there is anything.
        let asked = HouseRule.Kind.patientDuty.actions.contains { outcome.may(Layout.action, $0.ordinal) }
        let mayBring =
            asked && outcome.may(Layout.lane, Lane.access.ordinal) && outcome.truth(.asksForSelf).mayHold
            && outcome.truth(.patientIsSubject).mayHold && !outcome.truth(.channelWrong).mustHold
        return mayBring ? .patientDuty : nil
    }

    /// Whether a requirement removes what is about other subjects from what is permitted.
    func redactsOtherSubjects(
        _ facts: FactWords,
        isCompelled: Bool,
        _ fired: Fired
    ) -> Bool {
        !isCompelled && facts.ordinal(Layout.lane) == Lane.thirdParty.ordinal
            && !fired.may.intersection(redacting).isEmpty
    }

    /// The host's rules behind a rule of law that speaks for them, if it is one.
    func behind(_ rule: LawRule, _ effect: Effect, _ fired: Fired) -> [HouseRule] {
        guard rows.width > 0 else { return [] }
        let held = effect == .undetermined ? fired.may : fired.must
        return spoken(by: rule).flatMap { held.intersection(set($0)).numbers.map { rules[$0] } }
    }

    private func spoken(by rule: LawRule) -> [HouseRule.Kind] {
        var kinds: [HouseRule.Kind] = []
        if rule.asks(for: .houseDenies) { kinds.append(.restriction) }
        if rule.asks(for: .houseOpensForPatient) { kinds.append(.patientGrant) }
        if rule.asks(for: .houseClosesPortal) { kinds.append(.portalRestriction) }
        if rule.asks(for: .parentGrantedByStateLaw) { kinds.append(.parentGrant) }
        if rule.asks(for: .parentRefusedByStateLaw) { kinds.append(.parentRestriction) }
        return kinds
    }
}

extension HouseRule {
    /// Where the law listens to the rule.
    ///
    /// A restriction that names no action is about seeing and giving away; one that names actions on papers reaches them.
    package var scope: [Condition] {
        switch kind {
        case .restriction where when.contains { $0.fact == .action }:
            [.lane(.thirdParty, .recordKeeping), .action(kind.actions)]
        case .restriction, .requirement: [.lane(.thirdParty)]
        case .patientGrant, .patientDuty: [.role(.patient)]
        case .parentGrant, .parentRestriction: [.role(.parent, .personalRepresentative)]
        case .portalRestriction: [.lane(.access), .action(kind.actions)]
        case .accessClock: [.lane(.access, .directed), .action(kind.actions)]
        }
    }
}

extension LawRule {
    /// Whether a list of its conditions needs a fact to hold.
    fileprivate func asks(for flag: Flag) -> Bool {
        when.contains { $0.contains { $0.needs(flag) } }
    }
}

extension Obligation {
    /// Leaves the recipient with less than was asked for.
    package var removesContent: Bool {
        switch self {
        case .deidentifyFirst, .minimumNecessary, .redactOtherSubjects: true
        default: false
        }
    }
}
