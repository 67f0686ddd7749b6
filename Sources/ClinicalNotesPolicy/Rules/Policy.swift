/// Law, compiled: what a request is decided by.
///
/// Pure and synchronous. A missing fact never opens anything: permits need facts that are certain, and
/// denials hold where they may apply.
public struct Policy: Sendable {
    /// The packages and their versions, in one line for the audit log.
    public let version: String

    let compiled: CompiledRules

    init(_ packages: LawPackage...) {
        version = packages.map { "\($0.name)/\($0.version)" }.joined(separator: " ")
        compiled = CompiledRules(packages.flatMap(\.rules))
    }

    /// The same version with other rules, for proofs of what a rule is there for.
    init(version: String, rules: [LawRule]) {
        self.version = version
        compiled = CompiledRules(rules)
    }

    /// Every rule, in the order in which they are cited.
    public var rules: [RuleSummary] {
        compiled.rules.map {
            RuleSummary(id: $0.id, direction: $0.direction, citations: $0.citations, sentence: $0.sentence)
        }
    }

    /// Decides one request.
    ///
    /// - Parameter request: The facts; what is not known is `unknown`.
    /// - Returns: The decision; never an error.
    public func decide(_ request: borrowing AccessRequest) -> Decision {
        let facts = FactWords(of: request)
        let fired = compiled.fire(facts)
        let effect = effect(of: fired)
        return Decision(
            effect: effect,
            visibility: effect == .permit ? visibility(of: request, facts) : .nothing,
            told: effect == .permit || facts.mayBeToldOpenly ? .openly : .asAbsent,
            compiled: compiled,
            facts: facts,
            fired: fired,
            purpose: request.purpose,
            policyVersion: version
        )
    }

    private func visibility(of request: borrowing AccessRequest, _ facts: FactWords) -> Visibility {
        guard facts.truth(.severalSubjects).mayHold else {
            return request.visibility(facts, removingOthers: false)
        }
        var outcome = facts
        outcome.set(.permitted, .yes)
        return request.visibility(facts, removingOthers: compiled.redactsOtherSubjects(outcome))
    }

    func effect(of fired: CompiledRules.Fired) -> Effect {
        let permitted = fired.must.intersection(compiled.permissions)
        let possible = fired.may.intersection(compiled.permissions)
        let compelled = !permitted.intersection(compiled.compulsions).isEmpty
        let maybeCompelled = !possible.intersection(compiled.compulsions).isEmpty
        let houseMay = !fired.may.intersection(compiled.houseProhibitions).isEmpty
        let houseMust = !fired.must.intersection(compiled.houseProhibitions).isEmpty
        if fired.may.intersection(compiled.prohibitions).isEmpty,
            compelled || (!permitted.isEmpty && !houseMay)
        {
            return .permit
        }
        if !fired.must.intersection(compiled.prohibitions).isEmpty || possible.isEmpty
            || (!maybeCompelled && houseMust)
        {
            return .deny
        }
        return .undetermined
    }
}
