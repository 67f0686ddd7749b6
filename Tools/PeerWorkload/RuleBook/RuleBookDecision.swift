package import ClinicalNotesPolicy

/// What a rule book decided, and why.
package struct RuleBookDecision: Sendable {
    /// Permit, deny or undetermined.
    package let effect: Effect
    private let deciding: RuleSet
    private let compiled: CompiledRules
    /// The values of axes that an undetermined decision waits for.
    private let awaited: InlineArray<8, UInt64>

    /// Decides on facts of which all are known, or not.
    @inline(__always)
    init(_ facts: borrowing FactWords, isComplete: Bool, by compiled: CompiledRules) {
        (effect, deciding) = compiled.decide(facts, isComplete: isComplete)
        awaited =
            effect == .undetermined
            ? compiled.awaited(by: deciding, facts) : InlineArray(repeating: 0)
        self.compiled = compiled
    }

    /// The rules that decided.
    ///
    /// The permissions that hold, or the prohibitions that do; none where nothing permitted. Of an
    /// undetermined decision those that may hold.
    package var rules: RuleList { RuleList(numbers: deciding, compiled: compiled) }

    /// The axes that would settle an undetermined decision.
    package var unknown: [Axis] { compiled.vocabulary.axes(ofBits: awaited) }
}
