internal import ClinicalNotesPolicy

/// Looks for points where a policy, or what is left of it, breaks a statement.
///
/// Nothing is sampled: a statement holds where the function of its violations holds nowhere.
struct Verifier: Sendable {
    typealias Function = DecisionDiagram.Function

    let statements: [Statement]
    var policy: PolicyDiagram
    private let regions: [Function]
    private let possible: PossiblePoints
    /// For each statement about citations the rules that cite the paragraph or a paragraph of it, and that very one.
    private let citing: [(within: [Bool], exactly: [Bool])]

    /// A statement that does not hold, and where.
    struct Failure: Sendable {
        let statement: Int
        /// The smallest point where it does not.
        let point: PossiblePoints.Point
    }

    init(_ policy: Policy) {
        var diagram = PolicyDiagram(policy.compiled.rules)
        statements = Statement.about(policy)
        regions = statements.map { diagram.region(of: $0) }
        possible = PossiblePoints(of: &diagram)
        citing = statements.map { statement in
            switch statement.claim {
            case .outcome(let stated): diagram.rules(citing: stated.content)
            case .cites: (diagram.rules(citing: nil), [])
            default: ([], [])
            }
        }
        self.policy = diagram
    }

    /// The statements that do not hold without some rules.
    ///
    /// - Parameters:
    ///   - removed: The numbers of the rules that are taken away; what law says stays.
    ///   - touched: Looks only at statements that these rules can touch; all others are as without removing.
    ///   - some: Stops at the first one, and looks first where the law of these rules is stated.
    ///   - others: Leaves out the points at which a statement does not hold without these alone either.
    /// - Returns: Those that fail, in their order, each with its smallest point.
    mutating func failures(
        without removed: Set<Int>,
        touched: Bool = false,
        some: Bool = false,
        beyond others: Set<Int>? = nil
    ) -> [Failure] {
        let outcome = policy.outcome(without: removed)
        let known = others.map { policy.outcome(without: $0) }
        var found = [Failure]()
        var obligations: [Obligation: PolicyDiagram.Brought] = [:]
        var knownObligations: [Obligation: PolicyDiagram.Brought] = [:]
        for number in some ? likely(removed) : Array(statements.indices)
        where !touched || removed.contains(where: { touches($0, statement: number) }) {
            var violation = violation(number, outcome, &obligations)
            if let known {
                let before = self.violation(number, known, &knownObligations)
                violation = policy.diagram.without(violation, before)
            }
            guard let point = smallest(violation, of: number) else { continue }
            found.append(Failure(statement: number, point: point))
            if some { break }
        }
        return found
    }

    /// The smallest point at which a statement is violated: one that a request can come to, unless it is about all of them.
    mutating func smallest(_ violation: Function, of statement: Int) -> PossiblePoints.Point? {
        let anywhere = statements[statement].isAboutAllPoints
        return possible.smallest(violation, in: &policy.diagram, anywhere: anywhere)
    }

    /// The statements, those that cite what some rules cite first.
    func likely(_ rules: Set<Int>) -> [Int] {
        let citations = rules.flatMap { policy.rules[$0].citations }
        let (first, last) = statements.indices.reduce(into: ([Int](), [Int]())) { lists, number in
            let stated = statements[number].citation
            let cited = citations.contains { $0.isWithin(stated) || stated.isWithin($0) }
            if cited { lists.0.append(number) } else { lists.1.append(number) }
        }
        return first + last
    }

    /// Whether a rule can make a difference to a statement: duties and reasons change no effect.
    func touches(_ rule: Int, statement number: Int) -> Bool {
        let kind = policy.rules[rule].kind
        switch statements[number].claim {
        case .permitRestingBrings(_, let obligations):
            let brought = policy.rules[rule].obligations
            return kind == .duty ? brought.contains { obligations.contains($0) } : kind != .reason
        case .outcome(let stated):
            if case .obligation(let obligation) = stated.content {
                return kind == .duty ? policy.rules[rule].obligations.contains(obligation) : kind != .reason
            }
            return kind == .reason ? citing[number].within[rule] : kind != .duty
        case .cites: return kind != .duty
        case .neverPermitted, .alwaysPermitted, .neverOpens, .neverCloses, .neverWider, .permitIsCompelled:
            return kind != .reason && kind != .duty
        }
    }

    mutating func violation(
        _ number: Int,
        _ outcome: PolicyDiagram.Outcome,
        _ obligations: inout [Obligation: PolicyDiagram.Brought]
    ) -> Function {
        let region = regions[number]
        func bringing(_ obligation: Obligation) -> PolicyDiagram.Brought {
            if let known = obligations[obligation] { return known }
            let brought = policy.bringing(obligation, outcome)
            obligations[obligation] = brought
            return brought
        }
        switch statements[number].claim {
        case .neverPermitted: return policy.diagram.and(region, outcome.permitted)
        case .alwaysPermitted: return policy.diagram.without(region, outcome.permitted)
        case .permitRestingBrings(let flag, let brought):
            let resting = changing(flag, region, outcome, opens: true)
            return brought.reduce(resting) { policy.diagram.without($0, bringing($1).onPermit) }
        case .outcome(let stated):
            let isPermit = stated.outcome == .permit
            let scope = policy.region(statements[number].region)
            let decided =
                isPermit
                ? policy.diagram.and(scope, outcome.permitted)
                : policy.diagram.without(scope, outcome.permitted)
            let (within, exactly): (Function, Function)
            switch stated.content {
            case .citation:
                within = policy.deciding(citing[number].within, isPermit, outcome)
                exactly = stated.isComplete ? policy.deciding(citing[number].exactly, isPermit, outcome) : .no
            case .obligation(let obligation):
                let brought = bringing(obligation)
                within = isPermit ? brought.onPermit : brought.onDenial
                exactly = stated.isComplete ? within : .no
            }
            let lacking = policy.diagram.without(region, within)
            let beyond = policy.diagram.without(exactly, region)
            return policy.diagram.and(policy.diagram.or(lacking, beyond), decided)
        case .cites:
            let permitted = policy.diagram.and(region, outcome.permitted)
            let denied = policy.diagram.without(region, outcome.permitted)
            let permit = policy.permits(deciding: citing[number].within, outcome)
            let denial = policy.denials(deciding: citing[number].within, outcome)
            let uncitedPermit = policy.diagram.without(permitted, permit)
            let uncitedDenial = policy.diagram.without(denied, denial)
            return policy.diagram.or(uncitedPermit, uncitedDenial)
        case .neverOpens(let flag): return changing(flag, region, outcome, opens: true)
        case .neverCloses(let flag): return changing(flag, region, outcome, opens: false)
        case .neverWider(let step):
            let wider = policy.wider(step, outcome)
            return policy.diagram.and(region, wider)
        case .permitIsCompelled:
            let permitted = policy.diagram.and(region, outcome.permitted)
            return policy.diagram.without(permitted, outcome.compelled)
        }
    }

    /// Where raising a fact changes the effect; the fact is yes at these points.
    private mutating func changing(
        _ flag: Flag,
        _ region: Function,
        _ outcome: PolicyDiagram.Outcome,
        opens: Bool
    ) -> Function {
        guard let variable = policy.coding.place(flag)?.variable else { return .no }
        let raised = policy.diagram.fix(outcome.permitted, variable, true)
        let lowered = policy.diagram.fix(outcome.permitted, variable, false)
        let changed =
            opens ? policy.diagram.without(raised, lowered) : policy.diagram.without(lowered, raised)
        let literal = policy.diagram.literal(variable)
        return policy.diagram.and(region, policy.diagram.and(changed, literal))
    }

    /// Whether a function holds at a point that extraction can make.
    mutating func isPossible(_ function: Function) -> Bool {
        possible.smallest(function, in: &policy.diagram) != nil
    }

    /// At how many points of the axes a function holds, reachable or not.
    mutating func count(_ function: Function) -> PointCount {
        let valid = policy.diagram.and(possible.domain, function)
        return policy.diagram.count(valid)
    }

    /// The smallest counterexample of some failures, of equals that of the first statement.
    func counterexample(_ failures: [Failure]) -> PolicyCounterexample? {
        failures.min { $0.point.named < $1.point.named }.map {
            PolicyCounterexample(
                statement: statements[$0.statement],
                point: FactPoint(at: $0.point.values, coding: policy.coding)
            )
        }
    }
}

extension PolicyDiagram {
    /// Where a statement is about a decision.
    mutating func region(of statement: Statement) -> Function {
        if case .outcome(let stated) = statement.claim {
            let cases = stated.cases.map { region($0.when, unless: $0.unless) }
            return diagram.any(cases)
        }
        return region(statement.region, unless: statement.exceptions)
    }

    private mutating func region(_ lists: [[Condition]], unless exceptions: [[Condition]]) -> Function {
        let within = region(lists)
        let excepted = region(exceptions)
        return diagram.without(within, excepted)
    }

    /// The rules that cite what a statement names, or a paragraph of it, and those that cite that very paragraph.
    fileprivate func rules(citing content: OutcomeCase.Content) -> (within: [Bool], exactly: [Bool]) {
        guard case .citation(let citation) = content else { return ([], []) }
        return (rules(citing: citation), rules.map { $0.citations.contains(citation) })
    }

    /// Where one of some rules is among those that decided.
    fileprivate mutating func deciding(_ rules: [Bool], _ isPermit: Bool, _ outcome: Outcome) -> Function {
        isPermit ? permits(deciding: rules, outcome) : denials(deciding: rules, outcome)
    }
}
