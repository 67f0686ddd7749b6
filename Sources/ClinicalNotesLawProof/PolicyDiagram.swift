internal import ClinicalNotesPolicy

/// The rules of a policy as functions of the axes.
///
/// What the host's own rules say are variables here, like any other fact, so that what is proven with them
/// free holds for every house policy; ``init(_:hosts:in:)`` puts the compiled house rules in their place.
struct PolicyDiagram: Sendable {
    typealias Function = DecisionDiagram.Function

    var diagram: DecisionDiagram
    let coding: AxisCoding
    private(set) var rules: [LawRule]
    /// The axes of the host's own facts.
    private(set) var hosts = HostAxes([])
    /// The house rules that are in the place of their facts.
    private(set) var house: [HouseRule] = []
    /// Where each rule holds if the outcome is a permit, and if it is none.
    private var onPermit: [Function] = []
    private var onDenial: [Function] = []
    let permissions: [Int]
    let compulsions: [Int]
    private let prohibitions: [Int]
    private let houseProhibitions: [Int]
    private let duties: [Int]
    private let reasons: [Int]

    init(_ rules: [LawRule], coding: AxisCoding = AxisCoding(), in diagram: DecisionDiagram? = nil) {
        self.rules = rules
        self.coding = coding
        self.diagram = diagram ?? DecisionDiagram(variables: coding.variables)
        permissions = rules.indices.filter { rules[$0].kind == .permission }
        compulsions = permissions.filter { rules[$0].compelled }
        prohibitions = rules.indices.filter { rules[$0].kind == .prohibition }
        houseProhibitions = rules.indices.filter { rules[$0].kind == .houseProhibition }
        duties = rules.indices.filter { rules[$0].kind == .duty }
        reasons = rules.indices.filter { rules[$0].kind == .reason }
        for rule in rules {
            let held = held(rule)
            onPermit.append(held.onPermit)
            onDenial.append(held.onDenial)
        }
    }

    /// Puts a rule of the same kind, which brings and cites the same, in the place of another.
    mutating func replace(_ number: Int, with rule: LawRule) {
        rules[number] = rule
        let held = held(rule)
        onPermit[number] = held.onPermit
        onDenial[number] = held.onDenial
    }

    private mutating func held(_ rule: LawRule) -> (onPermit: Function, onDenial: Function) {
        let when = both(rule.when)
        let unless = both(rule.unless)
        return (
            diagram.without(when.onPermit, unless.onPermit), diagram.without(when.onDenial, unless.onDenial)
        )
    }

    /// The rules of a policy and its house rules.
    ///
    /// - Parameters:
    ///   - policy: The policy.
    ///   - hosts: The axes of the host's own facts: those of its house rules, and of those to compare it with.
    ///   - diagram: A diagram of the same axes that is added to.
    init(_ policy: Policy, hosts: HostAxes, in diagram: DecisionDiagram? = nil) {
        self.init(policy.compiled.rules, coding: AxisCoding(hostBits: hosts.names), in: diagram)
        self.hosts = hosts
        house = policy.house.rules
        let others = replacements(by: house)
        if others.isEmpty { return }
        var known: [Function: Function] = [:]
        for rule in rules.indices {
            onPermit[rule] = self.diagram.replace(onPermit[rule], others, &known)
            onDenial[rule] = self.diagram.replace(onDenial[rule], others, &known)
        }
    }

    /// The points that are one: a code for each value, and answers about the host's facts that fit together.
    mutating func domain() -> Function {
        let own = hosts.domain(coding, in: &diagram)
        return diagram.and(coding.domain(in: &diagram), own)
    }

    /// Where any list of conditions holds, given either outcome.
    private mutating func both(_ lists: [[Condition]]) -> (onPermit: Function, onDenial: Function) {
        var onPermit = [Function]()
        var onDenial = [Function]()
        for list in lists {
            let (questions, outcome) = coding.questions(Term(list))
            var all = Function.yes
            for question in questions.reversed() {
                let literal = coding.literal(
                    question.axis,
                    allowed: { question.allowed >> UInt64($0) & 1 == 1 },
                    in: &diagram
                )
                all = diagram.and(literal, all)
            }
            if outcome & 2 != 0 { onPermit.append(all) }
            if outcome & 1 != 0 { onDenial.append(all) }
        }
        return (diagram.any(onPermit), diagram.any(onDenial))
    }

    /// Where any list of conditions holds; conditions about the outcome are about a request not yet decided.
    mutating func region(_ lists: [[Condition]]) -> Function { both(lists).onDenial }

    /// Where a rule holds, whatever the outcome.
    mutating func holds(_ rule: Int) -> Function { diagram.or(onPermit[rule], onDenial[rule]) }

    /// The rules of law of some kinds that hold at a point where the outcome is no permit, or one that they make.
    func rules(_ kinds: LawRule.Kind..., holdingAt point: [Bool]) -> [LawRule] {
        rules.indices.filter { kinds.contains(rules[$0].kind) && diagram.holds(onDenial[$0], at: point) }
            .map { rules[$0] }
    }

    /// The duties of law that hold at a point with an outcome.
    func duties(holdingAt point: [Bool], isPermitted: Bool) -> [LawRule] {
        let held = isPermitted ? onPermit : onDenial
        return duties.filter { diagram.holds(held[$0], at: point) }.map { rules[$0] }
    }

    // MARK: What is decided

    /// What a policy decides, without some of its rules.
    struct Outcome: Sendable {
        let removed: Set<Int>
        let permitted: Function
        /// Where some permission holds, and where some prohibition of law does.
        fileprivate let anyPermission: Function
        fileprivate let anyProhibition: Function
        fileprivate let houseProhibits: Function
        /// Where law compels what is permitted.
        let compelled: Function
    }

    /// What is decided without some rules, by their numbers.
    mutating func outcome(without removed: Set<Int> = []) -> Outcome {
        let permission = any(permissions, removed)
        let compulsion = any(compulsions, removed)
        let prohibition = any(prohibitions, removed)
        let house = any(houseProhibitions, removed)
        let kinds = RuleKinds(
            permitting: permission,
            compelling: compulsion,
            prohibiting: prohibition,
            prohibitingInHouse: house
        )
        return Outcome(
            removed: removed,
            permitted: diagram.permitted(kinds),
            anyPermission: permission,
            anyProhibition: prohibition,
            houseProhibits: house,
            compelled: compulsion
        )
    }

    /// Where any of some rules holds; those removed keep their place, so that little is worked out anew.
    private mutating func any(_ numbers: [Int], _ removed: Set<Int>, onPermit permits: Bool = false)
        -> Function
    {
        diagram.any(numbers.map { removed.contains($0) ? .no : permits ? onPermit[$0] : onDenial[$0] })
    }

    /// Where a permit or a denial brings something.
    struct Brought: Sendable {
        let onPermit: Function
        let onDenial: Function
    }

    /// Where an outcome brings an obligation.
    mutating func bringing(_ obligation: Obligation, _ outcome: Outcome) -> Brought {
        let bringing = rules.map { $0.obligations.contains(obligation) }
        let duties = duties.filter { bringing[$0] }
        let decided = determining(outcome, bringing)
        let own = self.bringing(obligation, by: house, compelled: outcome.compelled)
        let onPermit = diagram.or(any(duties, outcome.removed, onPermit: true), own.onPermit)
        return Brought(
            onPermit: diagram.or(decided, onPermit),
            onDenial: diagram.or(any(duties, outcome.removed), own.onDenial)
        )
    }

    /// Which rules cite a paragraph or a paragraph of it; any at all where none is given.
    func rules(citing citation: Citation?) -> [Bool] {
        rules.map { rule in
            guard let citation else { return !rule.citations.isEmpty }
            return rule.citations.contains { $0.isWithin(citation) }
        }
    }

    /// Where one of some rules is among those that decided a permit.
    mutating func permits(deciding rules: [Bool], _ outcome: Outcome) -> Function {
        let decided = determining(outcome, rules)
        return diagram.or(decided, any(reasons.filter { rules[$0] }, outcome.removed, onPermit: true))
    }

    /// Where one of some rules is among those that decided a denial.
    mutating func denials(deciding rules: [Bool], _ outcome: Outcome) -> Function {
        let closing = any((prohibitions + reasons).filter { rules[$0] }, outcome.removed)
        let house = any(houseProhibitions.filter { rules[$0] }, outcome.removed)
        if house == .no { return closing }
        let decides = diagram.choose(outcome.anyPermission, .yes, diagram.not(outcome.anyProhibition))
        return diagram.or(closing, diagram.and(house, decides))
    }

    /// Where the permission that decides, the first one that holds, has a property.
    private mutating func determining(_ outcome: Outcome, _ property: [Bool]) -> Function {
        let law = first(permissions[...], outcome.removed, property)
        let compelled = first(compulsions[...], outcome.removed, property)
        return diagram.choose(outcome.houseProhibits, compelled.having, law.having)
    }

    private mutating func first(
        _ numbers: ArraySlice<Int>,
        _ removed: Set<Int>,
        _ property: [Bool]
    ) -> (any: Function, having: Function) {
        guard let number = numbers.first else { return (.no, .no) }
        if numbers.count == 1 {
            let holds = removed.contains(number) ? Function.no : onDenial[number]
            return (holds, property[number] ? holds : .no)
        }
        let half = numbers.startIndex + numbers.count / 2
        let left = first(numbers[..<half], removed, property)
        let right = first(numbers[half...], removed, property)
        return (
            diagram.or(left.any, right.any), diagram.choose(left.any, left.having, right.having)
        )
    }
}
