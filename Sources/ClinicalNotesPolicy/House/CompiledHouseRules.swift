internal import ClinicalNotesModel

/// House rules compiled to masks over the facts of the law and over bits of the host's own.
///
/// What they say is set as facts before the law is looked at, so that the law alone combines: see
/// ``Flag/houseDenies`` and its neighbours.
struct CompiledHouseRules: Sendable {
    static let none = CompiledHouseRules([])

    /// What fired: the rules that hold for certain and those that may.
    typealias Fired = CompiledRules.Fired

    private struct CompiledTerm: Sendable {
        let term: Term
        let host: HostWords
        let rule: Int
        let isException: Bool
    }

    let rules: [HouseRule]
    /// The facts of the host's own that the rules ask for, in the order of their bits.
    let hostTests: [HouseTest]
    private let terms: [CompiledTerm]
    /// For each role and purpose the terms that could hold; the last one is for all.
    private let selected: [[UInt16]]
    private let byKind: InlineArray<6, RuleSet>

    init(_ rules: [HouseRule]) {
        precondition(rules.count <= RuleSet.capacity, "at most \(RuleSet.capacity) house rules")
        self.rules = rules
        var hostTests: [HouseTest] = []
        for test in rules.flatMap({ $0.when + $0.unless.flatMap(\.self) }) where test.fact.isHosts {
            if !hostTests.contains(where: { $0.asksAsMuch(as: test) }) { hostTests.append(test) }
        }
        self.hostTests = Array(hostTests.prefix(HostWords.capacity))
        var terms: [CompiledTerm] = []
        for (number, rule) in rules.enumerated() {
            for (tests, isException) in [(rule.when, false)] + rule.unless.map({ ($0, true) }) {
                terms.append(
                    CompiledTerm(
                        term: Term(tests.compactMap(\.condition)),
                        host: HostWords(forbidding: tests, of: self.hostTests),
                        rule: number,
                        isException: isException
                    )
                )
            }
        }
        self.terms = terms
        selected = Self.select(terms)
        var byKind = InlineArray<6, RuleSet>(repeating: RuleSet())
        for (number, rule) in rules.enumerated() { byKind[rule.kind.ordinal].insert(number) }
        self.byKind = byKind
    }

    private static func select(_ terms: [CompiledTerm]) -> [[UInt16]] {
        guard !terms.isEmpty else { return [] }
        var out: [[UInt16]] = []
        for role in 0..<Layout.role.count {
            for purpose in 0..<Layout.purpose.count {
                var facts = FactWords()
                facts.set(Layout.role, ordinal: role)
                facts.set(Layout.purpose, ordinal: purpose)
                out.append(terms.indices.filter { terms[$0].term.may(facts) }.map { UInt16($0) })
            }
        }
        out.append(terms.indices.map { UInt16($0) })
        return out
    }

    /// The rules that hold and that may hold.
    func fire(_ facts: borrowing FactWords, in request: borrowing AccessRequest) -> Fired {
        guard !rules.isEmpty else { return Fired() }
        let host = HostWords(of: request, asking: hostTests)
        var which = selected.count - 1
        if let role = facts.ordinal(Layout.role), let purpose = facts.ordinal(Layout.purpose) {
            which = role * Layout.purpose.count + purpose
        }
        var fired = Fired()
        var except = RuleSet()
        var mayExcept = RuleSet()
        for index in selected[which] {
            let term = terms[Int(index)]
            guard term.term.may(facts), host.may(term.host) else { continue }
            let certain = term.term.must(facts) && host.must(term.host)
            if term.isException {
                mayExcept.insert(term.rule)
                if certain { except.insert(term.rule) }
            } else {
                fired.may.insert(term.rule)
                if certain { fired.must.insert(term.rule) }
            }
        }
        fired.must = fired.must.subtracting(mayExcept)
        fired.may = fired.may.subtracting(except)
        return fired
    }

    /// The rules of a kind.
    func set(_ kind: HouseRule.Kind) -> RuleSet { byKind[kind.ordinal] }

    /// Whether some rule of a kind holds.
    func truth(_ kind: HouseRule.Kind, _ fired: borrowing Fired) -> Truth {
        guard !rules.isEmpty else { return .no }
        let members = set(kind)
        if !fired.must.intersection(members).isEmpty { return .yes }
        return fired.may.intersection(members).isEmpty ? .no : .unknown
    }
}

extension CompiledHouseRules {
    /// What the host's own rules bring: requirements with a permit of the third-party side, duties with a
    /// denial of the patient's.
    func obligations(with outcome: borrowing FactWords, _ fired: borrowing Fired) -> ObligationSet {
        guard !rules.isEmpty, let lane = outcome.ordinal(Layout.lane).flatMap(Lane.init(rawValue:)) else {
            return ObligationSet()
        }
        let permitted = outcome.truth(.permitted) == .yes
        let kind: HouseRule.Kind
        switch (lane, permitted) {
        case (.thirdParty, true): kind = .requirement
        case (.access, false) where outcome.truth(.asksForSelf) == .yes: kind = .patientDuty
        default: return ObligationSet()
        }
        let brought = fired.may.intersection(set(kind)).numbers.compactMap { rules[$0].obligation }
        return ObligationSet(brought)
    }

    /// The host's rules behind a rule of law that speaks for them, if it is one.
    func behind(_ rule: LawRule, _ fired: Fired) -> [HouseRule] {
        guard !rules.isEmpty else { return [] }
        var kinds: [HouseRule.Kind] = []
        if rule.asks(for: .houseDenies) { kinds.append(.restriction) }
        if rule.asks(for: .houseOpensForPatient) { kinds.append(.patientGrant) }
        if rule.asks(for: .parentGrantedByStateLaw) { kinds.append(.parentGrant) }
        if rule.asks(for: .parentRefusedByStateLaw) { kinds.append(.parentRestriction) }
        return kinds.flatMap { fired.may.intersection(set($0)).numbers.map { rules[$0] } }
    }
}

extension LawRule {
    /// Whether a list of its conditions needs a fact to hold.
    fileprivate func asks(for flag: Flag) -> Bool {
        when.contains { $0.contains { $0.needs(flag) } }
    }
}

extension HouseFact {
    var isHosts: Bool {
        if case .host = form { true } else { false }
    }
}

extension HouseTest {
    /// Whether both ask for the same fact of the host's own, one way or the other.
    func asksAsMuch(as other: HouseTest) -> Bool { self == other || negated == other }

    /// The condition over the facts of the law, if it is one.
    fileprivate var condition: Condition? {
        switch self {
        case .axis(let fact, let allowed):
            guard case .axis(let span) = fact.form else { return nil }
            return Condition(span, allowed: allowed.sorted())
        case .flag(let fact, let value):
            guard case .flag(let flag) = fact.form else { return nil }
            return value ? .that(flag) : .not(flag)
        case .kind, .hostRole, .age: return nil
        }
    }

    /// Whether the fact of the host's own must hold, rather than not.
    var wantsTrue: Bool {
        switch self {
        case .kind(_, let value), .hostRole(_, let value), .age(_, let value), .flag(_, let value): value
        case .axis: true
        }
    }
}
