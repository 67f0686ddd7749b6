internal import ClinicalNotesModel

/// What was decided about one request, and why.
///
/// A value: it opens nothing by itself. Rules, citations, obligations and sentences are worked out when
/// they are asked for, from the facts that were decided on.
public struct Decision: Sendable {
    /// Permit, deny or undetermined.
    public let effect: Effect
    /// What of the note a permit opens; nothing otherwise.
    public let visibility: Visibility
    /// How an answer that is not a permit is told.
    public let told: Telling

    let compiled: CompiledRules
    let house: CompiledHouseRules
    let facts: FactWords
    let fired: CompiledRules.Fired
    let houseFired: CompiledHouseRules.Fired
    let purpose: Fact<PurposeOfUse>
    /// The version of the policy that decided.
    public let policyVersion: String
}

extension Decision {
    /// The rules that decided, the first one first; a rule that speaks for the host's own with those behind it.
    public var rules: [RuleID] {
        deciding.flatMap { number in
            let rule = compiled.rules[number]
            return [rule.id] + house.behind(rule, effect, houseFired).map(\.id)
        }
    }

    /// The paragraphs that decided, at most three, the first one first.
    public var citations: [Citation] {
        var leading = [Citation]()
        var following = [Citation]()
        for number in deciding {
            let rule = compiled.rules[number]
            if effect == .permit, rule.kind == .permission {
                leading += rule.citations.prefix(1)
                following += rule.citations.dropFirst()
            } else {
                leading += rule.citations
            }
            leading += house.behind(rule, effect, houseFired).map(\.citation)
        }
        var out = [Citation]()
        for citation in leading + following where !out.contains(citation) { out.append(citation) }
        return Array(out.prefix(3))
    }

    /// The conditions of a permit, or the duties that a denial brings; in the order of the vocabulary.
    ///
    /// None is lost by a missing fact: what may turn out to be brought is brought, by either where it is undetermined.
    public var obligations: [Obligation] { obligations(ofPermits: compiled.deciders(of: fired), outcome) }

    /// The obligations, of an undetermined decision those alone that a denial brings: nothing is opened by it.
    package var obligationsOfAnswer: [Obligation] {
        guard effect == .undetermined else { return obligations }
        var denied = facts
        denied.set(.permitted, .no)
        return obligations(ofPermits: RuleSet(), denied)
    }

    /// Those of the permission that is named, where another one may turn out to decide.
    var obligationsOfNamedPermission: [Obligation] {
        var named = RuleSet()
        if let rule = determiningPermission { named.insert(rule) }
        return obligations(ofPermits: named, outcome)
    }

    private func obligations(ofPermits permissions: RuleSet, _ outcome: FactWords) -> [Obligation] {
        var found = ObligationSet()
        if effect != .deny {
            for rule in permissions.numbers { found.formUnion(compiled.obligations[rule]) }
        }
        for rule in compiled.duties(outcome) { found.formUnion(compiled.obligations[rule]) }
        let isCompelled = compiled.compulsion(of: fired)
        found.formUnion(house.obligations(with: outcome, isCompelled: isCompelled, houseFired))
        return found.obligations
    }

    /// The axes that would settle an undetermined decision.
    public var unknown: [Axis] {
        guard effect == .undetermined else { return [] }
        return house.resolving(compiled.unknown(fired.may.subtracting(fired.must), facts), facts, houseFired)
    }
}

extension Decision {
    /// The facts together with what was decided.
    private var outcome: FactWords {
        var facts = facts
        facts.set(.permitted, effect == .undetermined ? .unknown : Truth(effect == .permit))
        return facts
    }

    /// The permission that decided: of those that hold the one the law names first.
    private var determiningPermission: Int? {
        let held = fired.must.intersection(compiled.permissions)
        let blocked = !fired.may.intersection(compiled.houseProhibitions).isEmpty
        return (blocked ? held.intersection(compiled.compulsions) : held).first
    }

    /// The rules that decided, by their numbers: for a denial what closed, and every reason that holds for certain.
    var deciding: [Int] {
        let reasons = compiled.reasons(outcome)
        switch effect {
        case .permit: return (determiningPermission.map { [$0] } ?? []) + reasons
        case .deny:
            let closed = fired.must.intersection(compiled.prohibitions).numbers
            let opened = !fired.may.intersection(compiled.permissions).isEmpty
            let house = fired.must.intersection(compiled.houseProhibitions).numbers
            return closed + (opened || closed.isEmpty ? house : []) + reasons
        case .undetermined: return fired.may.subtracting(fired.must).numbers
        }
    }
}
