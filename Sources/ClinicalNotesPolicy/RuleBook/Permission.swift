/// Opens where every condition of one of its lists holds, and none of its exceptions.
public struct Permission: Sendable {
    private(set) var rule: LawRule

    /// States a permission; with no conditions it opens always.
    public init(_ id: String, @ConditionBuilder when conditions: () -> [Condition]) {
        rule = LawRule(.permission, id, when: [conditions()], unless: [])
    }

    /// Opens also where all of these hold; an empty list always holds.
    public func or(@ConditionBuilder _ conditions: () -> [Condition]) -> Permission {
        var copy = self
        copy.rule = rule.adding(when: conditions())
        return copy
    }

    /// Does not open where all of these hold; naming nothing excepts nothing.
    public func unless(@ConditionBuilder _ conditions: () -> [Condition]) -> Permission {
        let conditions = conditions()
        guard !conditions.isEmpty else { return self }
        var copy = self
        copy.rule = rule.adding(unless: conditions)
        return copy
    }
}
