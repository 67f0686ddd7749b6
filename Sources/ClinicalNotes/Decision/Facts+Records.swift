internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

// Each sealed record of the model, as the policy sees it. What a record does not say is unknown.

extension NoteFacts {
    init(
        _ header: NoteHeader,
        note: NoteID,
        for patient: PatientID?,
        owner: OwnerAggregate,
        _ holder: OrganizationID
    ) {
        let releases = header.releases.filter { $0.patient == patient }
        let latest = releases.last { $0.scope == .note }
        self.init(
            organization: .known(header.organization),
            originators: .known(header.originators),
            compartment: .known(header.compartment),
            status: .known(header.status),
            usedForDecisions: .known(header.usedForDecision),
            separated: .known(header.compartment.custody == .granted),
            subjects: .known(header.subjects),
            parts: header.parts.map { PartFacts($0) },
            segmentable: .known(header.parts.contains { $0.audience != .everyone }),
            referencesOther: header.referencesOther ? .known(.nonProvider) : .unknown,
            compiledForProceeding: .known(header.compiledForProceeding),
            hipaaPsychotherapy: .known(header.compartment == .psychotherapy),
            holder: .known(header.organization == holder ? .originatingEntity : .receivedCopy),
            sharing: .known(latest.map { Sharing($0.state) } ?? .withheld),
            sharingSetBy: .known(
                latest.map { header.originators.contains($0.by) ? .originator : .administrator }
                    ?? .administrator
            ),
            releaseAt: .known(latest?.state.opening),
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
            createdAt: .known(header.created)
        )
    }

    /// Any note of a compartment.
    init(unknownIn compartment: Compartment, _ holder: OrganizationID) {
        self.init(
            organization: .known(holder),
            originators: .unknown,
            compartment: .known(compartment),
            status: .unknown,
            usedForDecisions: .unknown,
            separated: .known(compartment.custody == .granted),
            excludedContentOnly: .known(false),
            subjects: .unknown,
            segmentable: .unknown,
            hipaaPsychotherapy: .known(compartment == .psychotherapy),
            holder: .known(.originatingEntity),
            receivedUnder: .known(nil),
            sharing: .unknown,
            sharingSetBy: .unknown,
            releaseAt: .unknown,
            holds: .unknown,
            restrictions: .unknown,
            createdAt: .unknown
        )
    }
}

extension PartFacts {
    init(_ part: NotePart) {
        switch part.audience {
        case .everyone: self.init(id: part.id, audience: nil)
        case .subject(let patient): self.init(id: part.id, audience: patient)
        }
    }
}

extension Sharing {
    init(_ state: Release.State) {
        switch state {
        case .withheld: self = .withheld
        case .scheduled: self = .delayed
        case .released: self = .released
        }
    }
}

extension Release.State {
    var opening: Instant? {
        if case .scheduled(let opening) = self { opening } else { nil }
    }
}

extension ReleaseFacts {
    init(_ release: Release, _ header: NoteHeader) {
        self.init(
            scope: release.scope,
            sharing: .known(Sharing(release.state)),
            setBy: .known(header.originators.contains(release.by) ? .originator : .administrator),
            releaseAt: .known(release.state.opening)
        )
    }
}

extension HoldFacts {
    init(_ hold: Hold) {
        self.init(
            scope: hold.scope,
            reason: .known(hold.ground),
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
            kind: .known(
                switch restriction.kind {
                case .paidInFull: .paidInFull
                case .agreed: .agreed
                case .requestedOnly: .requestedOnly
                }
            ),
            blocksRoles: .known(restriction.blocksRoles.sorted { $0.rawValue < $1.rawValue }),
            blocksPurposes: .known(restriction.blocksPurposes.sorted { $0.rawValue < $1.rawValue }),
            ended: .known(
                switch restriction.termination {
                case nil: .notEnded
                case .byPatient: .byPatient
                case .byEntity: .byEntity
                }
            ),
            endedAt: .known(restriction.terminatedAt)
        )
    }
}

extension PatientFacts {
    init(_ id: PatientID, _ person: Person?, at now: Instant) {
        guard let person else {
            self.init(id: id, age: .unknown, alive: .unknown, minor: .unknown)
            return
        }
        self.init(
            id: id,
            age: person.birthDate.map { .known($0.age(at: now)) } ?? .unknown,
            emancipated: .known(person.isEmancipated),
            alive: .known(person.isAlive),
            inmate: .known(person.isInmate),
            familyPreference: .known(person.familyPreference),
            minor: .known(person.minor.map { MinorFacts($0) })
        )
    }
}

extension MinorFacts {
    init(_ minor: MinorCircumstances) {
        self.init(
            serviceConsent: .known(
                switch minor.serviceConsent {
                case .parental: .parental
                case .minorAlone: .minorAlone
                case .courtOrOther: .courtOrOther
                }
            ),
            confidentialityAgreement: .known(minor.confidentialityAgreement),
            requestedParentAsRepresentative: .known(minor.requestedParentAsRepresentative),
            stateParentAccess: .known(
                switch minor.stateParentAccess {
                case .silent: .silent
                case .permits: .permits
                case .requires: .requires
                case .prohibits: .prohibits
                }
            ),
            professionalDecision: .known(
                minor.professionalDecision.map { decision in
                    switch decision {
                    case .grant: .grant
                    case .deny: .deny
                    }
                }
            ),
            stateParentalConsentForSubstanceUse: .known(minor.stateSubstanceUseParentalConsent)
        )
    }
}
