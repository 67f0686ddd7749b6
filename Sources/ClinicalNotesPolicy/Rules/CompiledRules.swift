/// Rules compiled to masks, preselected by direction, compartment and purpose.
final class CompiledRules: Sendable {
    private struct CompiledTerm: Sendable {
        let term: Term
        let rule: Int
        let isException: Bool
    }

    /// What fired: the rules that hold for certain and those that may.
    struct Fired: Sendable {
        var must = RuleSet()
        var may = RuleSet()
    }

    let rules: [LawRule]
    let permissions: RuleSet
    let compulsions: RuleSet
    let prohibitions: RuleSet
    let houseProhibitions: RuleSet
    /// The duties to remove what is about other subjects.
    private let redactions: [Int]
    private let terms: [CompiledTerm]
    /// For each lane, compartment and purpose the terms that could hold; the last one is for all.
    private let selected: [[UInt16]]
    /// What each rule brings.
    let obligations: [ObligationSet]
    /// For each lane, compartment and purpose the reasons and the duties that could hold, as in `selected`.
    private let selectedReasons: [[UInt16]]
    private let selectedDuties: [[UInt16]]
    private let when: [[Term]]
    private let unless: [[Term]]

    init(_ rules: [LawRule]) {
        precondition(rules.count <= RuleSet.capacity, "a policy has at most \(RuleSet.capacity) rules")
        self.rules = rules
        redactions = rules.indices.filter {
            rules[$0].kind == .duty && rules[$0].obligations.contains(.redactOtherSubjects)
        }
        when = rules.map { $0.when.map(Term.init) }
        unless = rules.map { $0.unless.map(Term.init) }
        var permissions = RuleSet()
        var compulsions = RuleSet()
        var prohibitions = RuleSet()
        var houseProhibitions = RuleSet()
        var terms = [CompiledTerm]()
        for (number, rule) in rules.enumerated() {
            switch rule.kind {
            case .permission:
                permissions.insert(number)
                if rule.compelled { compulsions.insert(number) }
            case .prohibition: prohibitions.insert(number)
            case .houseProhibition: houseProhibitions.insert(number)
            case .duty, .reason: continue
            }
            terms += when[number].map { CompiledTerm(term: $0, rule: number, isException: false) }
            terms += unless[number].map { CompiledTerm(term: $0, rule: number, isException: true) }
        }
        self.permissions = permissions
        self.compulsions = compulsions
        self.prohibitions = prohibitions
        self.houseProhibitions = houseProhibitions
        self.terms = terms
        selected = Self.select(terms.indices) { terms[$0].term.may($1) }
        obligations = rules.map { ObligationSet($0.obligations) }
        let when = when
        selectedReasons = Self.select(rules.indices.filter { rules[$0].kind == .reason }) { rule, facts in
            when[rule].contains { $0.may(facts) }
        }
        selectedDuties = Self.select(rules.indices.filter { rules[$0].kind == .duty }) { rule, facts in
            when[rule].contains { $0.may(facts) }
        }
    }

    /// For each lane, compartment and purpose the candidates that may hold, and at the end all.
    private static func select(
        _ candidates: some Collection<Int>,
        _ mayHold: (Int, FactWords) -> Bool
    ) -> [[UInt16]] {
        var out = [[UInt16]]()
        for lane in 0..<Layout.lane.count {
            for compartment in 0..<Layout.compartment.count {
                for purpose in 0..<Layout.purpose.count {
                    var facts = FactWords()
                    facts.set(Layout.lane, ordinal: lane)
                    facts.set(Layout.compartment, ordinal: compartment)
                    facts.set(Layout.purpose, ordinal: purpose)
                    out.append(candidates.filter { mayHold($0, facts) }.map { UInt16($0) })
                }
            }
        }
        out.append(candidates.map { UInt16($0) })
        return out
    }

    /// Which selection the facts belong to.
    private func selection(_ facts: borrowing FactWords) -> Int {
        guard let lane = facts.ordinal(Layout.lane), let compartment = facts.ordinal(Layout.compartment),
            let purpose = facts.ordinal(Layout.purpose)
        else { return selected.count - 1 }
        return (lane * Layout.compartment.count + compartment) * Layout.purpose.count + purpose
    }

    /// The permissions and prohibitions that hold and that may hold.
    func fire(_ facts: borrowing FactWords) -> Fired {
        let which = selection(facts)
        var must = RuleSet()
        var except = RuleSet()
        if facts.complete {
            for index in selected[which] {
                let term = terms[Int(index)]
                guard term.term.must(facts) else { continue }
                if term.isException { except.insert(term.rule) } else { must.insert(term.rule) }
            }
            let held = must.subtracting(except)
            return Fired(must: held, may: held)
        }
        var may = RuleSet()
        var mayExcept = RuleSet()
        for index in selected[which] {
            let term = terms[Int(index)]
            guard term.term.may(facts) else { continue }
            let certain = term.term.must(facts)
            if term.isException {
                mayExcept.insert(term.rule)
                if certain { except.insert(term.rule) }
            } else {
                may.insert(term.rule)
                if certain { must.insert(term.rule) }
            }
        }
        return Fired(must: must.subtracting(mayExcept), may: may.subtracting(except))
    }

    /// Whether law compels what is permitted.
    func compels(_ fired: borrowing Fired) -> Bool {
        !fired.must.intersection(compulsions).isEmpty
    }

    /// Whether one rule, of whatever kind, may hold.
    func may(_ number: Int, _ facts: FactWords) -> Bool {
        when[number].contains { $0.may(facts) } && !unless[number].contains { $0.must(facts) }
    }

    /// The reasons that may hold, ascending.
    func reasons(_ outcome: FactWords) -> [Int] {
        selectedReasons[selection(outcome)].map { Int($0) }.filter { may($0, outcome) }
    }

    /// The duties that may hold, ascending.
    func duties(_ outcome: FactWords) -> [Int] {
        selectedDuties[selection(outcome)].map { Int($0) }.filter { may($0, outcome) }
    }

    /// Whether what is about other subjects must be removed first.
    func redactsOtherSubjects(_ outcome: FactWords) -> Bool {
        redactions.contains { may($0, outcome) }
    }

    /// The unknown axes that a rule asks about.
    func unknown(_ number: Int, _ facts: FactWords) -> [Axis] {
        (when[number].filter { $0.may(facts) } + unless[number]).flatMap { $0.unknown(facts) }
    }

    /// What a permission lacks: the fewest axes of its lists of conditions.
    func lacking(_ number: Int, _ facts: FactWords) -> [Axis] {
        when[number].map { $0.lacking(facts) }.min { $0.count < $1.count } ?? []
    }
}
