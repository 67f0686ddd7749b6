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
    public var obligations: [Obligation] {
        var found = ObligationSet()
        if effect == .permit, let rule = determiningPermission {
            found.formUnion(compiled.obligations[rule])
        }
        if effect != .undetermined {
            for rule in compiled.duties(outcome) { found.formUnion(compiled.obligations[rule]) }
            found.formUnion(
                house.obligations(with: outcome, isCompelled: compiled.compels(fired), houseFired)
            )
        }
        return found.obligations
    }

    /// The axes that would settle an undetermined decision.
    public var unknown: [Axis] {
        guard effect == .undetermined else { return [] }
        return house.resolving(compiled.unknown(fired.may.subtracting(fired.must), facts), facts, houseFired)
    }

    /// The decision in sentences.
    ///
    /// - Parameter audience: Who is told. The asker learns nothing about what is hidden.
    /// - Returns: Sentences, with remedies for the asker and near misses for the auditor.
    public func explanation(for audience: Audience) -> Explanation {
        switch audience {
        case .asker: Explanation(sentences: [askerSentence], remedies: remedies, nearMisses: [])
        case .auditor:
            Explanation(
                sentences: deciding.flatMap { number in
                    let rule = compiled.rules[number]
                    return [sentence(rule.sentence, rule.citations)]
                        + house.behind(rule, effect, houseFired).map { sentence($0.sentence, [$0.citation]) }
                },
                remedies: [],
                nearMisses: effect == .permit ? [] : nearMisses
            )
        }
    }
}

extension Decision {
    private func sentence(_ words: String, _ citations: [Citation]) -> String {
        let law = citations.map(\.description).joined(separator: "; ")
        return law.isEmpty ? words : "\(words) (\(law))"
    }

    /// The facts together with what was decided.
    private var outcome: FactWords {
        var facts = facts
        facts.set(.permitted, Truth(effect == .permit))
        return facts
    }

    /// The permission that decided: of those that hold the one the law names first.
    private var determiningPermission: Int? {
        let held = fired.must.intersection(compiled.permissions)
        let blocked = !fired.may.intersection(compiled.houseProhibitions).isEmpty
        return (blocked ? held.intersection(compiled.compulsions) : held).first
    }

    private var deciding: [Int] {
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

    private var askerSentence: String {
        switch (effect, told) {
        case (.permit, _):
            facts.ordinal(Layout.lane) == Lane.recordKeeping.ordinal
                ? "You may do this." : "You may see this."
        case (_, .asAbsent): "There is nothing here that you can open for this purpose."
        case (_, .openly):
            obligations.contains(.writtenDenial)
                ? "This cannot be given to you now. You will receive the reasons in writing."
                : "This cannot be done."
        }
    }

    private var remedies: [Remedy] {
        guard effect != .permit else { return [] }
        var out = [Remedy]()
        let duties = obligations
        if facts.truth(.verified) != .yes { out.append(.verifyIdentity) }
        switch facts.ordinal(Layout.lane).flatMap(Lane.init(rawValue:)) {
        case .thirdParty:
            if case .known(let purpose) = self.purpose { out.append(.authorization(purpose: purpose)) }
            if self.purpose == .known(.emergencyTreatment), facts.truth(.reasonRecorded) != .yes {
                out.append(.recordReason)
            }
        case .access:
            if told == .openly, duties.contains(.offerReview) { out.append(.review) }
            if facts.truth(.asksForSelf) == .yes, facts.ordinal(Layout.action) == NoteAction.browse.ordinal {
                out.append(.requestAccess)
            }
        case .recordKeeping where beginsNote:
            if facts.truth(.careTeam) != .yes { out.append(.joinCareTeam) }
            if self.purpose == .known(.emergencyTreatment), facts.truth(.reasonRecorded) != .yes {
                out.append(.recordReason)
            }
        case .directed, .recordKeeping, nil: break
        }
        return out
    }

    /// Whether a clinician of the holder asks to begin a note.
    private var beginsNote: Bool {
        let role = facts.ordinal(Layout.role)
        return facts.ordinal(Layout.action) == NoteAction.create.ordinal && facts.truth(.inHouse) == .yes
            && Groups.clinicians.contains { $0.ordinal == role }
    }

    /// The permissions that held first, then those that may hold, then those that lacked least.
    private var nearMisses: [NearMiss] {
        let closing = ids(of: compiled.prohibitions)
        let closingInHouse = ids(of: compiled.houseProhibitions)
        return compiled.permissions.numbers
            .map { number in
                let isCertain = fired.must.contains(number)
                let miss = NearMiss(
                    rule: compiled.rules[number].id,
                    lacking: isCertain ? [] : compiled.lacking(number, facts),
                    closedBy: closing + (compiled.compulsions.contains(number) ? [] : closingInHouse)
                )
                return (miss, rank: isCertain ? 0 : fired.may.contains(number) ? 1 : 2)
            }
            // What would answer another question is no near miss.
            .filter { $0.rank < 2 || !$0.0.lacking.contains { $0 == .action || $0 == .lane } }
            .sorted { ($0.rank, $0.0.lacking.count) < ($1.rank, $1.0.lacking.count) }
            .prefix(5).map(\.0)
    }

    /// Of some prohibitions those that hold, of an undetermined decision those that may, each with the host's behind it.
    private func ids(of prohibitions: RuleSet) -> [RuleID] {
        let held = effect == .undetermined ? fired.may : fired.must
        return held.intersection(prohibitions).numbers.flatMap { number in
            let rule = compiled.rules[number]
            return [rule.id] + house.behind(rule, effect, houseFired).map(\.id)
        }
    }
}
