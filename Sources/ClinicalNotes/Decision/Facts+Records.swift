internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

// Each sealed record of the model, as the policy sees it. What a record does not say is unknown.

extension NoteFacts {
    init(
        _ header: NoteHeader,
        note: NoteID,
        for patient: PatientID?,
        owner: OwnerAggregate,
        _ core: VaultCore
    ) {
        let releases = header.releases.filter { $0.patient == patient }
        let latest = releases.last { $0.scope == .note }
        self.init(
            organization: .known(header.organization),
            originators: .known(header.originators),
            kind: .known(header.kind),
            compartment: .known(header.compartment),
            status: .known(header.status),
            correctionalHolder: .known(core.isCorrectional),
            authorUnavailable: .known(header.received?.authorUnavailable ?? false),
            wrongPatient: .known(header.withdrawal?.error == .wrongPatient),
            usedForDecisions: .known(header.usedForDecision),
            separated: .known(header.compartment.custody == .granted),
            subjects: .known(header.subjects),
            parts: header.parts,
            segmentable: .known(header.parts.contains { $0.audience != .everyone }),
            referencesOther: header.referencesOther.map { .known($0) } ?? .unknown,
            compiledForProceeding: .known(header.compiledForProceeding),
            hipaaPsychotherapy: .meeting164501(header.compartment, header.byMentalHealthProfessional),
            holder: .known(header.received?.holder ?? .writing(in: header.compartment)),
            receivedUnder: .known(header.received?.under),
            sharing: .known(latest?.state ?? .withheld),
            sharingSetBy: .known(
                latest.map { header.originators.contains($0.by) ? .originator : .administrator }
                    ?? .administrator
            ),
            releases: releases.map { ReleaseFacts($0, header) },
            holds: .known(
                (header.holds + owner.holds).filter { $0.patient == patient }.map { HoldFacts($0) }
            ),
            restrictions: .known(
                owner.directives.compactMap { filed in
                    guard case .restriction(let restriction) = filed.directive.document,
                        header.subjects.contains(restriction.patient),
                        restriction.notes?.contains(note) ?? true
                    else { return nil }
                    return RestrictionFacts(restriction)
                }
            ),
            createdAt: .known(header.created),
            labels: .known(header.labelWords(in: owner)),
            unit: .known(header.labels.unit)
        )
    }

    /// Any note of a compartment.
    init(unknownIn compartment: Compartment, _ core: VaultCore) {
        self.init(
            organization: .known(core.organization),
            originators: .unknown,
            compartment: .known(compartment),
            status: .unknown,
            correctionalHolder: .known(core.isCorrectional),
            authorUnavailable: .unknown,
            usedForDecisions: .unknown,
            separated: .known(compartment.custody == .granted),
            excludedContentOnly: .known(false),
            subjects: .unknown,
            segmentable: .unknown,
            hipaaPsychotherapy: .meeting164501(compartment),
            holder: .unknown,
            receivedUnder: .unknown,
            sharing: .unknown,
            sharingSetBy: .unknown,
            holds: .unknown,
            restrictions: .unknown,
            createdAt: .unknown
        )
    }
}

extension Fact<Bool> {
    /// Whether a note meets the definition of 45 CFR 164.501.
    ///
    /// A counseling note does if its author is a mental health professional, which may not have been told.
    fileprivate static func meeting164501(
        _ compartment: Compartment,
        _ byMentalHealthProfessional: Bool? = nil
    ) -> Fact {
        guard compartment == .substanceUseCounseling else { return .known(compartment == .psychotherapy) }
        return byMentalHealthProfessional.map { .known($0) } ?? .unknown
    }
}

extension NoteHolder {
    /// How a practice holds a note that was written in it: records of substance use disorder are written by a Part 2
    /// program, 42 CFR 2.11, 2.12(b).
    static func writing(in compartment: Compartment) -> NoteHolder {
        switch compartment {
        case .general, .psychotherapy: .originatingEntity
        case .substanceUse, .substanceUseCounseling: .part2Program
        }
    }
}

extension ReleaseFacts {
    init(_ release: Release, _ header: NoteHeader) {
        self.init(
            scope: release.scope,
            sharing: .known(release.state),
            setBy: .known(header.originators.contains(release.by) ? .originator : .administrator)
        )
    }
}

extension HoldFacts {
    init(_ hold: Hold) {
        self.init(
            scope: .known(hold.scope),
            ground: .known(hold.ground),
            determinedBy: .known(hold.determinedBy),
            individualized: .known(hold.individualized),
            treatingRelationship: .known(hold.treatingRelationship),
            expires: .known(hold.expires),
            review: .known(hold.review)
        )
    }
}

extension RestrictionFacts {
    init(_ restriction: Restriction) {
        self.init(
            kind: .known(restriction.kind),
            blocksRoles: .known(restriction.blocksRoles.sorted { $0.rawValue < $1.rawValue }),
            blocksPurposes: .known(restriction.blocksPurposes.sorted { $0.rawValue < $1.rawValue }),
            termination: .known(restriction.termination),
            terminatedAt: .known(restriction.terminatedAt)
        )
    }
}

extension PatientFacts {
    init(_ id: PatientID, _ person: Person?, worksHere: Fact<Bool>, at now: Instant) {
        guard let person else {
            self.init(id: .known(id), age: .unknown, alive: .unknown, minor: .unknown, worksHere: worksHere)
            return
        }
        self.init(
            id: .known(id),
            age: person.birthDate.flatMap { $0.age(at: now) }.map { .known($0) } ?? .unknown,
            emancipated: person.told(person.isEmancipated),
            alive: person.told(person.isAlive),
            inmate: person.told(person.isInmate),
            familyPreference: person.told(person.familyPreference),
            minor: person.told(person.minor.map { MinorFacts($0) }),
            labels: .known(person.labels),
            worksHere: worksHere
        )
    }
}

extension Person {
    /// What is on record, or that it is unknown as long as nobody has described the person.
    fileprivate func told<Value>(_ value: Value) -> Fact<Value> { isProvisional ? .unknown : .known(value) }
}

extension MinorFacts {
    init(_ minor: MinorCircumstances) {
        self.init(
            serviceConsent: .known(minor.serviceConsent),
            confidentialityAgreement: .known(minor.confidentialityAgreement),
            requestedParentAsRepresentative: .known(minor.requestedParentAsRepresentative),
            stateParentAccess: .known(minor.stateParentAccess),
            professionalDecision: .known(minor.professionalDecision),
            stateParentalConsentForSubstanceUse: .known(minor.stateSubstanceUseParentalConsent)
        )
    }
}
