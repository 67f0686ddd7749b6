/// Rules compiled to masks, preselected by the axes that split them best.
package final class CompiledRules: Sendable {
    private struct CompiledTerm: Sendable {
        let term: Term
        let rule: Int
        let isException: Bool
    }

    /// What fired: the rules that hold for certain and those that may.
    package struct Fired: Sendable {
        var must = RuleSet()
        var may = RuleSet()
    }

    /// Those that decide, then duties and reasons; of each in the order in which they are listed.
    package let rules: [LawRule]
    /// The rules in the order in which they were given.
    let listed: [LawRule]
    package let vocabulary: FactVocabulary
    private let selectors: [Selector]
    let permissions: RuleSet
    let compulsions: RuleSet
    let prohibitions: RuleSet
    let houseProhibitions: RuleSet
    /// How many words hold the numbers of the rules that decide.
    package let ruleWords: Int
    /// The duties to remove what is about other subjects.
    private let redactions: [Int]
    private let terms: [CompiledTerm]
    /// For each combination of the selecting axes' values the terms that could hold; the last one is for all.
    private let selected: [[UInt16]]
    /// What each rule brings.
    let obligations: [ObligationSet]
    /// The reasons and the duties that could hold, as in `selected`.
    private let selectedReasons: [[UInt16]]
    private let selectedDuties: [[UInt16]]
    let when: [[Term]]
    let unless: [[Term]]

    /// Compiles the law, of which lane, compartment and purpose leave the fewest rules.
    convenience init(law rules: [LawRule]) {
        self.init(
            rules,
            vocabulary: .law,
            selectors: [Layout.lane, Layout.compartment, Layout.purpose]
        )
    }

    /// Compiles rules.
    ///
    /// - Parameters:
    ///   - rules: The rules.
    ///   - vocabulary: The axes that they ask about.
    ///   - selectors: The axes to preselect by; `nil` finds those that split the rules best.
    package init(_ rules: [LawRule], vocabulary: FactVocabulary, selectors: [Layout.Span]? = nil) {
        listed = rules
        let deciding = rules.filter(\.decides)
        precondition(deciding.count <= RuleSet.capacity, "at most \(RuleSet.capacity) rules decide")
        let rules = deciding + rules.filter { !$0.decides }
        self.rules = rules
        ruleWords = (deciding.count + 63) / 64
        self.vocabulary = vocabulary
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
        let selectors = selectors ?? Self.selectors(for: terms.map(\.term), vocabulary)
        self.selectors = selectors.map(Selector.init)
        selected = Self.select(terms.indices, by: selectors) { terms[$0].term.may($1) }
        obligations = rules.map { ObligationSet($0.obligations) }
        let when = when
        selectedReasons = Self.select(rules.indices.filter { rules[$0].kind == .reason }, by: selectors) {
            rule,
            facts in
            when[rule].contains { $0.may(facts) }
        }
        selectedDuties = Self.select(rules.indices.filter { rules[$0].kind == .duty }, by: selectors) {
            rule,
            facts in
            when[rule].contains { $0.may(facts) }
        }
    }

    /// For each combination of the selecting axes' values the candidates that may hold, and at the end all.
    private static func select(
        _ candidates: some Collection<Int>,
        by selectors: [Layout.Span],
        _ mayHold: (Int, FactWords) -> Bool
    ) -> [[UInt16]] {
        var combinations = [FactWords()]
        for span in selectors {
            combinations = combinations.flatMap { facts in
                (0..<span.count).map { ordinal in
                    var facts = facts
                    facts.set(span, ordinal: ordinal)
                    return facts
                }
            }
        }
        return combinations.map { facts in candidates.filter { mayHold($0, facts) }.map { UInt16($0) } }
            + [candidates.map { UInt16($0) }]
    }

    /// Up to three axes of more than two values that leave the fewest terms, one after the other.
    private static func selectors(for terms: [Term], _ vocabulary: FactVocabulary) -> [Layout.Span] {
        var chosen: [Layout.Span] = []
        var left = terms.count
        for _ in 0..<3 {
            let candidates = vocabulary.entries.map(\.span).filter { span in
                span.count > 2 && !chosen.contains { $0.first == span.first }
                    && chosen.reduce(span.count) { $0 * $1.count } <= 4096
            }
            let rated = candidates.map { span in
                let lists = select(terms.indices, by: chosen + [span]) { terms[$0].may($1) }.dropLast()
                return (span, lists.reduce(0) { $0 + $1.count } / max(lists.count, 1))
            }
            guard let best = rated.min(by: { $0.1 < $1.1 }), best.1 < left else { break }
            chosen.append(best.0)
            left = best.1
        }
        return chosen
    }

    /// Which selection the facts belong to.
    private func selection(_ facts: borrowing FactWords) -> Int {
        var index = 0
        for selector in selectors {
            guard let ordinal = selector.ordinal(facts) else { return selected.count - 1 }
            index = index * selector.count + ordinal
        }
        return index
    }

    /// The permissions and prohibitions that hold and that may hold.
    package func fire(_ facts: borrowing FactWords) -> Fired { fire(facts, isComplete: facts.complete) }

    /// The same of facts that are all known, or not.
    func fire(_ facts: borrowing FactWords, isComplete: Bool) -> Fired {
        let which = selection(facts)
        var must = RuleSet()
        var except = RuleSet()
        if isComplete {
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

    /// The effect, with the rules that decided; of an undetermined one those that may hold.
    package func decide(_ facts: borrowing FactWords, isComplete: Bool) -> (Effect, deciding: RuleSet) {
        let fired = fire(facts, isComplete: isComplete)
        let effect = effect(of: fired)
        switch effect {
        case .permit: return (effect, fired.must.intersection(permissions))
        case .deny: return (effect, fired.must.intersection(prohibitions))
        case .undetermined: return (effect, fired.may.subtracting(fired.must))
        }
    }

    /// Whether law compels what is permitted.
    func compels(_ fired: borrowing Fired) -> Bool {
        !fired.must.intersection(compulsions).isEmpty
    }

    /// Whether one rule, of whatever kind, may hold.
    func may(_ number: Int, _ facts: FactWords) -> Bool {
        when[number].contains { $0.may(facts) } && !unless[number].contains { $0.must(facts) }
    }

    /// Whether one rule, of whatever kind, holds for certain.
    func must(_ number: Int, _ facts: FactWords) -> Bool {
        when[number].contains { $0.must(facts) } && !unless[number].contains { $0.may(facts) }
    }

    /// The reasons that hold for certain, ascending: of what only may be so nobody is told.
    func reasons(_ outcome: FactWords) -> [Int] {
        selectedReasons[selection(outcome)].map { Int($0) }.filter { must($0, outcome) }
    }

    /// The duties that may hold, ascending.
    func duties(_ outcome: FactWords) -> [Int] {
        selectedDuties[selection(outcome)].map { Int($0) }.filter { may($0, outcome) }
    }

    /// Whether what is about other subjects must be removed first.
    func redactsOtherSubjects(_ outcome: FactWords) -> Bool {
        redactions.contains { may($0, outcome) }
    }
}
