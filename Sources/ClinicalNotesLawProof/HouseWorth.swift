internal import ClinicalNotesPolicy

/// What the house rules of a policy are worth beside its law.
struct HouseWorth: Sendable {
    private typealias Function = DecisionDiagram.Function

    private let rules: [HouseRule]
    /// The law, with what house rules say as a fact of the request.
    private var law: PolicyDiagram
    private let outcome: PolicyDiagram.Outcome
    private let possible: PossiblePoints

    private init(_ policy: Policy) {
        rules = policy.house.rules
        let bare = Policy(version: policy.version, rules: policy.compiled.rules)
        law = PolicyDiagram(bare, hosts: HostAxes(rules))
        outcome = law.outcome()
        possible = PossiblePoints(of: &law)
    }

    /// For each house rule, in their order.
    static func all(of policy: Policy) -> [RuleWorth] {
        if policy.house.rules.isEmpty { return [] }
        var worth = HouseWorth(policy)
        let whole = worth.changed(by: worth.rules)
        return worth.rules.indices.map { worth.worth(of: $0, whole) }
    }

    private mutating func worth(of number: Int, _ whole: Function) -> RuleWorth {
        let rule = rules[number]
        var others = rules
        others.remove(at: number)
        let region = law.region(of: rule)
        let valid = law.diagram.and(possible.domain, region)
        let alone = changes(rule, changed(by: []), changed(by: [rule]), beside: [])
        let among = changes(rule, changed(by: others), whole, beside: others)
        return RuleWorth(
            rule: rule.id,
            points: law.diagram.count(valid),
            isDead: possible.smallest(alone, in: &law.diagram) == nil,
            decidesAlone: possible.smallest(among, in: &law.diagram) != nil
        )
    }

    /// What is permitted once some rules are in the place of what they change.
    private mutating func changed(by rules: [HouseRule]) -> Function {
        var known: [Function: Function] = [:]
        let others = law.replacements(by: rules)
        return law.diagram.replace(outcome.permitted, others, &known)
    }

    /// Where a rule changes the effect, or what comes with it.
    private mutating func changes(
        _ rule: HouseRule,
        _ without: Function,
        _ with: Function,
        beside others: [HouseRule]
    ) -> Function {
        guard let obligation = rule.obligation else { return law.diagram.differ(without, with) }
        let fewer = law.bringing(obligation, by: others, compelled: outcome.compelled)
        let more = law.bringing(obligation, by: others + [rule], compelled: outcome.compelled)
        let onPermit = law.diagram.differ(fewer.onPermit, more.onPermit)
        let onDenial = law.diagram.differ(fewer.onDenial, more.onDenial)
        return law.diagram.choose(with, onPermit, onDenial)
    }
}
