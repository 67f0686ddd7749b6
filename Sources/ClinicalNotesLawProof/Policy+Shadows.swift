package import ClinicalNotesPolicy

extension Policy {
    /// For each rule what shows that it is needed, in the order of the rules.
    ///
    /// Each rule is taken away alone first; where no statement fails, together with each other rule that
    /// holds somewhere where it does, then with two and with three of them. Enumerated, not sampled.
    package func shadows() -> [RuleExposure] {
        var verifier = Verifier(self)
        // What the whole makes is worked out once.
        _ = verifier.failures(without: [])
        return compiled.rules.indices.map { rule in
            // A copy for each rule: what one made is not kept.
            var copy = verifier
            return copy.exposure(of: rule)
        }
    }
}

extension Verifier {
    /// What shows that a rule is needed.
    mutating func exposure(of rule: Int) -> RuleExposure {
        let alone = failures(without: [rule], touched: true)
        if !alone.isEmpty { return exposure(of: rule, others: [], alone) }
        let candidates = rivals(of: rule)
        for size in 1...3 {
            for others in Self.choices(size, of: candidates) {
                let together = failures(
                    without: Set(others + [rule]),
                    touched: true,
                    beyond: Set(others)
                )
                if !together.isEmpty { return exposure(of: rule, others: others, together) }
            }
        }
        return exposure(of: rule, others: [], [])
    }

    private func exposure(of rule: Int, others: [Int], _ failures: [Failure]) -> RuleExposure {
        RuleExposure(
            rule: policy.rules[rule].id,
            shadowedBy: others.map { policy.rules[$0].id },
            counterexample: counterexample(failures)
        )
    }

    /// The rules that bring or cite some of what a rule does, somewhere where it holds.
    private mutating func rivals(of rule: Int) -> [Int] {
        let own = policy.rules[rule]
        let holds = policy.holds(rule)
        return policy.rules.indices.filter { other in
            guard other != rule, policy.rules[other].isLike(own) else { return false }
            let both = policy.diagram.and(holds, policy.holds(other))
            return isPossible(both)
        }
    }

    private static func choices(_ size: Int, of numbers: [Int]) -> [[Int]] {
        if size == 0 { return [[]] }
        return numbers.indices.flatMap { place in
            choices(size - 1, of: Array(numbers[(place + 1)...])).map { [numbers[place]] + $0 }
        }
    }
}

extension LawRule {
    /// Whether two rules may do the same: open, close, bring the same or cite the same paragraph.
    fileprivate func isLike(_ other: LawRule) -> Bool {
        switch (kind, other.kind) {
        case (.permission, .permission): true
        case (.prohibition, .prohibition), (.houseProhibition, .prohibition),
            (.prohibition, .houseProhibition):
            true
        case (.duty, .duty), (.permission, .duty), (.duty, .permission):
            obligations.contains { other.obligations.contains($0) }
        default:
            citations.contains { one in
                other.citations.contains { one.isWithin($0) || $0.isWithin(one) }
            }
        }
    }
}
