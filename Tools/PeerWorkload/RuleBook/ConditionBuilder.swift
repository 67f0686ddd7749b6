package import ClinicalNotesPolicy

/// Collects conditions that hold together.
@resultBuilder
package enum ConditionBuilder {
    /// A condition.
    package static func buildExpression(_ condition: Condition) -> Condition { condition }

    /// A fact that must hold.
    package static func buildExpression(_ flag: FactAxis<Bool>) -> Condition { flag.isIn(true) }

    /// All of them.
    package static func buildBlock(_ conditions: Condition...) -> [Condition] { conditions }
}
