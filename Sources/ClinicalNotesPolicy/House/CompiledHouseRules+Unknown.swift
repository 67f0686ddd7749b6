extension CompiledHouseRules {
    /// The axes with those that house rules wait for in place of what the rules would say; beside it, where the
    /// request's own house rules may say it too.
    ///
    /// - Parameters:
    ///   - axes: The unknown axes that rules of law ask about.
    ///   - facts: The facts of the law.
    ///   - fired: The rules that fired.
    /// - Returns: The axes.
    func resolving(_ axes: [Axis], _ facts: FactWords, _ fired: Fired) -> [Axis] {
        guard !rules.isEmpty else { return axes }
        var out: [Axis] = []
        for axis in axes {
            let flag = Flag.named(axis)
            let waiting = Self.rules(saying: flag).flatMap { kind in
                fired.may.subtracting(fired.must).intersection(set(kind)).numbers
            }
            let settling = waiting.flatMap { missing(rules[$0], facts, fired) }
            let isSettled = !settling.isEmpty && !fired.missing.contains(.requestRules)
            let kept = isSettled && flag?.isSaidByHouseRules == true ? [] : [axis]
            for axis in kept + settling where !out.contains(axis) { out.append(axis) }
        }
        return out
    }

    /// The kinds of house rules that a fact of the law may wait for.
    private static func rules(saying flag: Flag?) -> [HouseRule.Kind] {
        switch flag {
        case .houseDenies: [.restriction]
        case .houseOpensForPatient: [.patientGrant]
        case .houseClosesPortal: [.portalRestriction]
        case .standing, .parentInPlace, .parentRefused: [.parentGrant, .parentRestriction]
        default: []
        }
    }

    /// The unknown facts that a rule asks for.
    private func missing(_ rule: HouseRule, _ facts: FactWords, _ fired: Fired) -> [Axis] {
        ([rule.when] + rule.unless).flatMap(\.self).compactMap { test in
            switch test.fact.form {
            case .axis(let span):
                facts.ordinal(span) == nil ? Axis(span.name, values: Layout.values(of: span)) : nil
            case .flag(let flag):
                facts.truth(flag) == .unknown ? Axis("\(flag)", values: ["false", "true"]) : nil
            case .host:
                fired.missing.contains(.fact(test.fact.positive)) ? Axis(test.fact.axisName, values: []) : nil
            }
        }
    }
}

extension HouseFact {
    /// The fact in whose form a threshold is counted.
    fileprivate var positive: HouseFact {
        switch self {
        case .ageUnder: .ageAtLeast
        case .hoursOldUnder: .hoursOldAtLeast
        default: self
        }
    }
}
