/// What a rule book decided, and why.
public struct RuleBookDecision: Sendable {
    /// Permit, deny or undetermined.
    public let effect: Effect
    /// The rules that decided.
    ///
    /// The permissions that hold, or the prohibitions that do; none where nothing permitted. Of an
    /// undetermined decision those that may hold.
    public let rules: RuleList
    /// What an undetermined decision was made from; the others need it no more.
    private let facts: FactWords?

    init(_ fired: borrowing CompiledRules.Fired, of facts: borrowing FactWords, by compiled: CompiledRules) {
        let effect = compiled.effect(of: fired)
        self.effect = effect
        switch effect {
        case .permit:
            rules = RuleList(numbers: fired.must.intersection(compiled.permissions), compiled: compiled)
            self.facts = nil
        case .deny:
            rules = RuleList(numbers: fired.must.intersection(compiled.prohibitions), compiled: compiled)
            self.facts = nil
        case .undetermined:
            rules = RuleList(numbers: fired.may.subtracting(fired.must), compiled: compiled)
            self.facts = copy facts
        }
    }

    /// The axes that would settle an undetermined decision.
    public var unknown: [Axis] { facts.map { rules.compiled.unknown(rules.numbers, $0) } ?? [] }
}
