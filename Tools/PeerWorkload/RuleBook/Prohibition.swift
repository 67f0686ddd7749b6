package import ClinicalNotesPolicy

/// Closes where every condition of one of its lists holds, and none of its exceptions.
package struct Prohibition: Sendable {
    private(set) var rule: LawRule

    /// States a prohibition; with no conditions it closes always.
    package init(_ id: String, @ConditionBuilder when conditions: () -> [Condition]) {
        rule = LawRule(.prohibition, id, when: [conditions()], unless: [])
    }

    /// Closes also where all of these hold; an empty list always holds.
    package func or(@ConditionBuilder _ conditions: () -> [Condition]) -> Prohibition {
        var copy = self
        copy.rule = LawRule(rule, when: rule.when + [conditions()], unless: rule.unless)
        return copy
    }

    /// Does not close where all of these hold; naming nothing excepts nothing.
    package func unless(@ConditionBuilder _ conditions: () -> [Condition]) -> Prohibition {
        let conditions = conditions()
        guard !conditions.isEmpty else { return self }
        var copy = self
        copy.rule = LawRule(rule, when: rule.when, unless: rule.unless + [conditions])
        return copy
    }
}
