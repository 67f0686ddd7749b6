internal import ClinicalNotesModel

extension Decision {
    /// What can be done about a denial, as far as the rules let it work.
    ///
    /// Each is tried on the facts that the asker may know of: where a denial is told openly on all of them, else on those
    /// about the asker alone, so that it tells nothing of what exists.
    var remedies: [Remedy] {
        if effect == .permit { return tellsHeldPart && obligations.contains(.offerReview) ? [.review] : [] }
        var asked = told == .disclosed ? facts : facts.aboutWhoAsks(in: compiled.vocabulary)
        var found: [Remedy] = []
        if asked.truth(.verified) != .yes {
            asked.set(.verified, .yes)
            if !opening(asked).isEmpty { found.append(.verifyIdentity) }
        }
        switch asked.ordinal(Layout.lane).flatMap(Lane.init(rawValue:)) {
        case .thirdParty, .directed, nil:
            if case .known(let purpose) = self.purpose, !Self.ofTheRecord.contains(purpose),
                isOpened(asked, through: Self.agreements)
            {
                found.append(.authorization(purpose: purpose))
            }
            if wouldOpen(asked, by: .read, instead: .disclose), asked.truth(.inHouse) == .yes {
                found.append(.readInstead)
            }
        case .access:
            if told == .disclosed, obligations.contains(.offerReview) { found.append(.review) }
            let mayStand =
                asked.truth(.asksForSelf) | asked.truth(.adultRepresentative) | asked.truth(.executor)
            if mayStand.mayHold, wouldOpen(asked, by: .read, instead: .browse) {
                found.append(.requestAccess)
            }
        case .recordKeeping: break
        }
        if asked.truth(.careTeam) == .no, asked.truth(.inHouse) == .yes, isOpened(asked, through: [.careTeam])
        {
            found.append(.joinCareTeam)
        }
        if asked.truth(.reasonRecorded) != .yes, isOpened(asked, through: [.reasonRecorded]) {
            found.append(.recordReason)
        }
        return found
    }

    /// What patients agree to in a document of their own.
    private static let agreements: [Flag] = [
        .authorized, .authorizedByAll, .consented, .consentedByAll, .counselingConsented,
        .counselingConsentedByAll, .agreed, .agreedByAll,
    ]

    /// Purposes of the record itself, and of the patient's own request, for which nobody else is authorized.
    private static let ofTheRecord: [PurposeOfUse] = [
        .patientRequest, .documentation, .amendmentRequest, .accounting,
    ]

    /// The permissions that may hold of some facts; none where law prohibits it for certain, and none but those that law
    /// compels where a rule of the host does.
    private func opening(_ facts: FactWords) -> RuleSet {
        let fired = compiled.fire(facts, isComplete: false)
        guard fired.must.intersection(compiled.prohibitions).isEmpty else { return RuleSet() }
        let isClosed = house.rules.contains { $0.closes(facts) }
        return fired.may.intersection(isClosed ? compiled.compulsions : compiled.permissions)
    }

    /// Whether a permission that asks for one of some facts may hold once all of them do.
    private func isOpened(_ facts: FactWords, through flags: [Flag]) -> Bool {
        var facts = facts
        for flag in flags { facts.set(flag, .yes) }
        return opening(facts).numbers.contains { number in
            zip(compiled.rules[number].when, compiled.when[number]).contains { list, term in
                term.may(facts) && list.contains { condition in flags.contains(where: condition.needs) }
            }
        }
    }

    /// Whether another action may open what this one does not.
    private func wouldOpen(_ facts: FactWords, by other: NoteAction, instead action: NoteAction) -> Bool {
        guard facts.ordinal(Layout.action) == action.ordinal else { return false }
        var instead = facts
        instead.forget(Layout.action)
        instead.set(Layout.action, ordinal: other.ordinal)
        return !opening(instead).subtracting(opening(facts)).isEmpty
    }
}

extension HouseRule {
    /// Whether the rule closes to staff and outsiders, whatever the facts are that are not known.
    fileprivate func closes(_ facts: FactWords) -> Bool {
        let conditions = when.compactMap(\.condition)
        return kind == .restriction && conditions.count == when.count
            && Term(scope + conditions).must(facts)
            && !unless.contains { Term($0.compactMap(\.condition)).may(facts) }
    }
}

extension FactWords {
    /// These facts as far as they are about the asker and what is asked; all others unknown.
    fileprivate func aboutWhoAsks(in vocabulary: FactVocabulary) -> FactWords {
        var kept = vocabulary.unknownFacts
        // Whether a copy goes by the patient's direction, or as any disclosure does, depends on what there is.
        let isDirection = ordinal(Layout.purpose) == PurposeOfUse.patientDirected.ordinal
        let lane = isDirection ? [] : [Layout.lane]
        for span in [Layout.action, Layout.role, Layout.jurisdiction, Layout.purpose] + lane {
            guard let ordinal = ordinal(span) else { continue }
            kept.forget(span)
            kept.set(span, ordinal: ordinal)
        }
        for flag in Self.ofWhoAsks { kept.set(flag, truth(flag)) }
        return kept
    }

    /// What is certified of somebody, answered by the host or on record with a reason, whatever is on record of the patient;
    /// not the emergency itself, which can be declared.
    private static let ofWhoAsks: [Flag] = [
        .verified, .inHouse, .careTeam, .coveredEntity, .part2Personnel, .ownTrainingProgram, .asksForSelf,
        .adultRepresentative, .executor, .reasonRecorded,
    ]
}
