/// What a rule book decided, and why.
public struct RuleBookDecision: Sendable {
    /// Permit, deny or undetermined.
    public let effect: Effect

    let fired: CompiledRules.Fired
    let facts: FactWords
    let compiled: CompiledRules

    /// The rules that decided.
    ///
    /// The permissions that hold, or the prohibitions that do; none where nothing permitted. Of an
    /// undetermined decision those that may hold.
    public var rules: RuleList {
        let numbers: RuleSet
        switch effect {
        case .permit: numbers = fired.must.intersection(compiled.permissions)
        case .deny: numbers = fired.must.intersection(compiled.prohibitions)
        case .undetermined: numbers = fired.may.subtracting(fired.must)
        }
        return RuleList(numbers: numbers, compiled: compiled)
    }

    /// The axes that would settle an undetermined decision.
    public var unknown: [Axis] {
        guard effect == .undetermined else { return [] }
        return compiled.unknown(fired, facts)
    }
}
