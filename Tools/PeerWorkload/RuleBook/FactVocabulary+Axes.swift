package import ClinicalNotesPolicy

extension FactVocabulary {
    /// Adds an axis with the values of an enumeration.
    ///
    /// - Precondition: The ordinal of each value is its place in `allCases`, and no axis has the name yet.
    /// - Parameters:
    ///   - name: The name, as explanations show it.
    ///   - values: The enumeration.
    /// - Returns: The axis, to write rules and set facts with.
    package mutating func axis<Value: AxisValue & CaseIterable>(
        _ name: String,
        _ values: Value.Type = Value.self
    ) -> FactAxis<Value> {
        precondition(
            values.allCases.enumerated().allSatisfy { $0.element.ordinal == $0.offset },
            "a value's ordinal is its place in allCases"
        )
        return FactAxis(add(name, values.allCases.map { "\($0)" }))
    }

    /// Adds a fact that holds or does not.
    ///
    /// - Precondition: No axis has the name yet.
    /// - Parameter name: The name, as explanations show it.
    /// - Returns: The axis, to write rules and set facts with.
    package mutating func flag(_ name: String) -> FactAxis<Bool> { FactAxis(add(name, ["false", "true"])) }
}
