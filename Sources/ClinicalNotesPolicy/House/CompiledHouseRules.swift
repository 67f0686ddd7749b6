internal import ClinicalNotesModel

/// House rules compiled to masks over the facts of the law and over tests of the host's own facts.
///
/// What they say is set as facts before the law is looked at, so that the law alone combines: see
/// ``Flag/houseDenies`` and its neighbours.
final class CompiledHouseRules: Sendable {
    static let none = CompiledHouseRules([])

    /// What fired.
    struct Fired: Sendable {
        /// The rules that hold for certain.
        var must = RuleSet()
        /// The rules that may hold.
        var may = RuleSet()
        /// The host's own facts that are unknown and asked for.
        var missing = HostFacts.Missing()
    }

    private struct CompiledTerm: Sendable {
        let term: Term
        let host: HostTerm
        let rule: Int
        let isException: Bool
    }

    /// The axes by which terms are preselected.
    private static let selectors = [
        Layout.action, Layout.role, Layout.purpose, Layout.compartment, Layout.status,
    ]

    let rules: [HouseRule]
    let index: HostIndex
    private let terms: [CompiledTerm]
    /// For each value of each selecting axis the terms that allow it, as bits; before them all terms.
    private let rows: [UInt64]
    private let width: Int
    private let byKind: InlineArray<6, RuleSet>
    private let obligations: [ObligationSet]
    private let bringsByKind: InlineArray<6, Bool>
    private let narrowing: RuleSet
    private let redacting: RuleSet

    init(_ rules: [HouseRule]) {
        let index = HostIndex(rules)
        precondition(rules.count <= RuleSet.capacity, "at most \(RuleSet.capacity) house rules")
        precondition(index.count <= HostBits.capacity, "at most \(HostBits.capacity) tests of a host's facts")
        self.rules = rules
        self.index = index
        var terms: [CompiledTerm] = []
        var byKind = InlineArray<6, RuleSet>(repeating: RuleSet())
        var bringsByKind = InlineArray<6, Bool>(repeating: false)
        var narrowing = RuleSet()
        var redacting = RuleSet()
        for (number, rule) in rules.enumerated() {
            for (tests, isException) in [(rule.when, false)] + rule.unless.map({ ($0, true) }) {
                terms.append(
                    CompiledTerm(
                        term: Term(tests.compactMap(\.condition)),
                        host: HostTerm(tests, index: index),
                        rule: number,
                        isException: isException
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
        self.byKind = byKind
        self.bringsByKind = bringsByKind
        self.narrowing = narrowing
        self.redacting = redacting
        obligations = rules.map { ObligationSet($0.obligation.map { [$0] } ?? []) }
        width = (terms.count + 63) / 64
        rows = Self.rows(terms.map(\.term), width: width)
    }

    private static func rows(_ terms: [Term], width: Int) -> [UInt64] {
        var rows: [UInt64] = []
        func append(_ isMember: (Term) -> Bool) {
            var row = [UInt64](repeating: 0, count: width)
            for (number, term) in terms.enumerated() where isMember(term) {
                row[number >> 6] |= 1 << UInt64(number & 63)
            }
            rows += row
        }
        append { _ in true }
        for span in selectors {
            for bit in span.first..<span.first + span.count {
                append { $0.forbidden[bit >> 6] >> UInt64(bit & 63) & 1 == 0 }
            }
        }
        return rows
    }

    /// The rules that hold and that may hold.
    func fire(_ facts: borrowing FactWords, in request: borrowing AccessRequest) -> Fired {
        var fired = Fired()
        guard width > 0 else { return fired }
        let host = HostFacts(of: request, asking: index)
        fired.missing = host.missing
        var except = RuleSet()
        var mayExcept = RuleSet()
        let action = row(facts, Layout.action, after: 1)
        let role = row(facts, Layout.role, after: 1 + Layout.action.count)
        let purpose = row(facts, Layout.purpose, after: 1 + Layout.action.count + Layout.role.count)
        let past = 1 + Layout.action.count + Layout.role.count + Layout.purpose.count
        let compartment = row(facts, Layout.compartment, after: past)
        let status = row(facts, Layout.status, after: past + Layout.compartment.count)
        for word in 0..<width {
            var candidates = rows[action + word] & rows[role + word] & rows[purpose + word]
            candidates &= rows[compartment + word] & rows[status + word]
            while candidates != 0 {
                let number = word << 6 | candidates.trailingZeroBitCount
                candidates &= candidates - 1
                let term = terms[number]
                guard term.term.may(facts), term.host.isEmpty || term.host.may(host) else { continue }
                let certain = term.term.must(facts) && (term.host.isEmpty || term.host.isCertain(host))
                if term.isException {
                    mayExcept.insert(term.rule)
                    if certain { except.insert(term.rule) }
                } else {
                    fired.may.insert(term.rule)
                    if certain { fired.must.insert(term.rule) }
                }
            }
        }
        fired.must = fired.must.subtracting(mayExcept)
        fired.may = fired.may.subtracting(except)
        return fired
    }

    /// Where the row of an axis' value begins: that of all terms if the value is unknown.
    @inline(__always)
    private func row(_ facts: borrowing FactWords, _ span: Layout.Span, after rows: Int) -> Int {
        guard let ordinal = facts.ordinal(span) else { return 0 }
        return (rows + ordinal) * width
    }

    /// The rules of a kind.
    func set(_ kind: HouseRule.Kind) -> RuleSet { byKind[kind.ordinal] }

    /// Whether some rule of a kind holds.
    func truth(_ kind: HouseRule.Kind, _ fired: borrowing Fired) -> Truth {
        guard width > 0 else { return .no }
        let members = set(kind)
        if !fired.must.intersection(members).isEmpty { return .yes }
        return fired.may.intersection(members).isEmpty ? .no : .unknown
    }
}

extension CompiledHouseRules {
    /// What the host's own rules bring: requirements with a permit of the third-party side, duties with a
    /// denial of the patient's.
    ///
    /// Against what law compels no requirement removes content: counsel looks at it instead, but for HHS.
    ///
    /// - Parameters:
    ///   - outcome: The facts with what was decided.
    ///   - isCompelled: Law compels what was permitted.
    ///   - fired: The rules that fired.
    /// - Returns: The obligations.
    func obligations(
        with outcome: FactWords,
        isCompelled: Bool,
        _ fired: Fired
    ) -> ObligationSet {
        guard width > 0, let kind = bringing(outcome), bringsByKind[kind.ordinal] else {
            return ObligationSet()
        }
        let brought = fired.may.intersection(set(kind))
        let kept = isCompelled ? brought.subtracting(narrowing) : brought
        var found = ObligationSet()
        for number in kept.numbers { found.formUnion(obligations[number]) }
        guard isCompelled else { return found }
        if outcome.ordinal(Layout.purpose) == PurposeOfUse.hhsCompliance.ordinal {
            return ObligationSet(found.obligations.filter { $0.timing != .before })
        }
        if !brought.intersection(narrowing).isEmpty { found.formUnion(ObligationSet([.legalReview])) }
        return found
    }

    /// Which rules bring something with an outcome.
    private func bringing(_ outcome: FactWords) -> HouseRule.Kind? {
        guard outcome.truth(.verified) == .yes else { return nil }
        switch (outcome.ordinal(Layout.lane).flatMap(Lane.init(rawValue:)), outcome.truth(.permitted)) {
        case (.thirdParty, .yes): return .requirement
        case (.access, .no):
            // Not where the way was wrong, and never where browsing does not say that there is anything.
            let asked = HouseRule.Kind.patientDuty.actions.contains {
                outcome.ordinal(Layout.action) == $0.ordinal
            }
            guard asked, outcome.truth(.asksForSelf) == .yes, outcome.truth(.patientIsSubject) == .yes,
                outcome.truth(.channelWrong) == .no
            else { return nil }
            return .patientDuty
        default: return nil
        }
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
        guard width > 0 else { return [] }
        let held = effect == .undetermined ? fired.may : fired.must
        return spoken(by: rule).flatMap { held.intersection(set($0)).numbers.map { rules[$0] } }
    }

    private func spoken(by rule: LawRule) -> [HouseRule.Kind] {
        var kinds: [HouseRule.Kind] = []
        if rule.asks(for: .houseDenies) { kinds.append(.restriction) }
        if rule.asks(for: .houseOpensForPatient) { kinds.append(.patientGrant) }
        if rule.asks(for: .parentGrantedByStateLaw) { kinds.append(.parentGrant) }
        if rule.asks(for: .parentRefusedByStateLaw) { kinds.append(.parentRestriction) }
        return kinds
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
    fileprivate var removesContent: Bool {
        switch self {
        case .deidentifyFirst, .minimumNecessary, .redactOtherSubjects: true
        default: false
        }
    }
}
