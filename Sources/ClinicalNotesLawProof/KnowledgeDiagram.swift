internal import ClinicalNotesPolicy

/// The three-valued decision over the axes and, beside each axis, whether it is known.
///
/// Which value an unknown axis has does not matter to a three-valued decision, so that a statement about all
/// values and all sets of known axes is one about every way in which the unknown may turn out.
struct KnowledgeDiagram: Sendable {
    typealias Function = DecisionDiagram.Function

    private var diagram: DecisionDiagram
    let coding = AxisCoding(withKnowledge: true)

    /// What is certain, what is possible and what is so once everything is known.
    private struct Modes {
        var must: [Function] = []
        var may: [Function] = []
        var so: [Function] = []

        mutating func append(_ rule: (must: Function, may: Function, so: Function)) {
            must.append(rule.must)
            may.append(rule.may)
            so.append(rule.so)
        }
    }

    private var permit = Function.no
    private var deny = Function.no
    /// A point where a three-valued permit is none once everything is known, if there is one.
    private(set) var opens: [Bool]?
    /// A point where a three-valued denial is none once everything is known, if there is one.
    private(set) var closes: [Bool]?
    /// How many different nodes were made.
    var nodes: Int { diagram.nodes }

    /// The first point where a rule is certain, or possible, against how it turns out; nothing if there is none.
    ///
    /// For each rule: where it holds for certain it holds, and where it holds it may hold, for every set of known
    /// axes. That this suffices for the decision is shown by ``CombiningDiagram``; where a rule fails, the whole
    /// decides. Duties are looked at for either outcome.
    static func disorder(of rules: [LawRule]) -> (rule: LawRule, point: [Bool])? {
        var parts = KnowledgeDiagram()
        for rule in rules where rule.kind != .reason {
            for outcome: UInt64 in rule.kind == .duty ? [1, 2] : [1] {
                let lists = [parts.modes(rule.when, outcome), parts.modes(rule.unless, outcome)]
                for modes in lists {
                    if let point = parts.disorder(of: modes) { return (rule, point) }
                }
            }
        }
        return nil
    }

    private init() { diagram = DecisionDiagram(variables: coding.variables) }

    private mutating func disorder(of modes: (must: Function, may: Function, so: Function)) -> [Bool]? {
        let wrong = diagram.or(diagram.without(modes.must, modes.so), diagram.without(modes.so, modes.may))
        return diagram.smallest(wrong, axes: [])?.point
    }

    init(_ rules: [LawRule]) {
        self.init()
        var modes: [LawRule.Kind: Modes] = [:]
        var compulsions = Modes()
        for rule in rules where rule.kind != .duty && rule.kind != .reason {
            let when = self.modes(rule.when)
            let unless = self.modes(rule.unless)
            let held = (
                must: diagram.without(when.must, unless.may), may: diagram.without(when.may, unless.must),
                so: diagram.without(when.so, unless.so)
            )
            modes[rule.kind, default: Modes()].append(held)
            if rule.compelled, rule.kind == .permission { compulsions.append(held) }
        }
        let must = kinds(modes, compulsions, \.must)
        let may = kinds(modes, compulsions, \.may)
        let all = kinds(modes, compulsions, \.so)
        let so = diagram.permitted(all)
        permit = diagram.permitted(.certain(must: must, may: may))
        let possible = diagram.permitted(.possible(must: must, may: may))
        deny = diagram.not(possible)
        opens = diagram.smallest(diagram.without(permit, so), axes: [])?.point
        closes = diagram.smallest(diagram.and(deny, so), axes: [])?.point
    }

    /// Where a rule of each kind holds, in one of the modes.
    private mutating func kinds(
        _ modes: [LawRule.Kind: Modes],
        _ compulsions: Modes,
        _ mode: KeyPath<Modes, [Function]>
    ) -> RuleKinds<Function> {
        let none = Modes()
        return RuleKinds(
            permitting: diagram.any(modes[.permission, default: none][keyPath: mode]),
            compelling: diagram.any(compulsions[keyPath: mode]),
            prohibiting: diagram.any(modes[.prohibition, default: none][keyPath: mode]),
            prohibitingInHouse: diagram.any(modes[.houseProhibition, default: none][keyPath: mode])
        )
    }

    /// What lists of conditions come to; those about the other outcome do not hold.
    private mutating func modes(_ lists: [[Condition]], _ outcome: UInt64 = 1)
        -> (must: Function, may: Function, so: Function)
    {
        var out = Modes()
        for list in lists {
            let (questions, listed) = coding.questions(Term(list))
            var (must, may, so) = (Function.yes, Function.yes, Function.yes)
            guard listed & outcome != 0 else { continue }
            for question in questions.reversed() {
                let literal = coding.literal(
                    question.axis,
                    allowed: { question.allowed >> UInt64($0) & 1 == 1 },
                    in: &diagram
                )
                let known = diagram.literal(question.axis.variable + question.axis.bits)
                must = diagram.and(diagram.and(literal, known), must)
                may = diagram.and(diagram.choose(known, literal, .yes), may)
                so = diagram.and(literal, so)
            }
            out.append((must: must, may: may, so: so))
        }
        return (diagram.any(out.must), diagram.any(out.may), diagram.any(out.so))
    }

    /// The three-valued decision about facts, some of which may be unknown.
    func effect(_ facts: FactWords) -> Effect {
        var point = coding.point(facts)
        for axis in coding.axes {
            guard let word = axis.word else { continue }
            point[axis.variable + axis.bits] = facts.known[word >> 6] >> UInt64(word & 63) & 1 == 1
        }
        if diagram.holds(permit, at: point) { return .permit }
        return diagram.holds(deny, at: point) ? .deny : .undetermined
    }
}
