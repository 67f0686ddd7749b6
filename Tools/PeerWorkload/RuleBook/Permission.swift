package import ClinicalNotesPolicy

/// Opens where every condition of one of its lists holds, and none of its exceptions.
package struct Permission: Sendable {
    private(set) var rule: LawRule

    /// States a permission; with no conditions it opens always.
    package init(_ id: String, @ConditionBuilder when conditions: () -> [Condition]) {
        rule = LawRule(.permission, id, when: [conditions()], unless: [])
    }

    /// Opens also where all of these hold; an empty list always holds.
    package func or(@ConditionBuilder _ conditions: () -> [Condition]) -> Permission {
        var copy = self
        copy.rule = LawRule(rule, when: rule.when + [conditions()], unless: rule.unless)
        return copy
    }

    /// Does not open where all of these hold; naming nothing excepts nothing.
    package func unless(@ConditionBuilder _ conditions: () -> [Condition]) -> Permission {
        let conditions = conditions()
        guard !conditions.isEmpty else { return self }
        var copy = self
        copy.rule = LawRule(rule, when: rule.when, unless: rule.unless + [conditions])
        return copy
    }
}
