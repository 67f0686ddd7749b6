/// Closes where every condition of one of its lists holds, and none of its exceptions.
public struct Prohibition: Sendable {
    private(set) var rule: LawRule

    /// States a prohibition; with no conditions it closes always.
    public init(_ id: String, @ConditionBuilder when conditions: () -> [Condition]) {
        rule = LawRule(.prohibition, id, when: [conditions()], unless: [])
    }

    /// Closes also where all of these hold; an empty list always holds.
    public func or(@ConditionBuilder _ conditions: () -> [Condition]) -> Prohibition {
        var copy = self
        copy.rule = rule.adding(when: conditions())
        return copy
    }

    /// Does not close where all of these hold; naming nothing excepts nothing.
    public func unless(@ConditionBuilder _ conditions: () -> [Condition]) -> Prohibition {
        let conditions = conditions()
        guard !conditions.isEmpty else { return self }
        var copy = self
        copy.rule = rule.adding(unless: conditions)
        return copy
    }
}
