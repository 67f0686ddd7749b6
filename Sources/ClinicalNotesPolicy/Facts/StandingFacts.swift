internal import ClinicalNotesModel

/// What 45 CFR 164.502(g)(3) says about one minor, or about an adult where nothing of it applies.
struct MinorStanding {
    var adult = Truth.unknown
    /// Not eighteen, emancipated or not.
    var underAge = Truth.unknown
    /// The minor acts as the individual, (g)(3)(i)(A) to (C), (ii)(B).
    var acts = Truth.unknown
    var consentedAlone = Truth.unknown
    var courtConsented = Truth.unknown
    var agreement = Truth.unknown
    var stateRequires = Truth.unknown
    var stateProhibits = Truth.unknown
    var statePermits = Truth.unknown
    var decisionGrants = Truth.unknown
    var decisionDenies = Truth.unknown
    /// The minor may consent to substance use care alone, so that nobody else signs, 42 CFR 2.14(a).
    var consentsAloneUnderPart2 = Truth.unknown
    /// The minor asked that the parent be representative.
    var askedForParent = Truth.unknown

    /// Somebody of eighteen or more, of whom nothing else is asked.
    private static let grown = {
        var standing = MinorStanding()
        standing.adult = .yes
        return standing
    }()

    /// All of it is no.
    private init() {
        (adult, underAge, acts, consentedAlone, courtConsented, agreement) = (.no, .no, .no, .no, .no, .no)
        (stateRequires, stateProhibits, statePermits) = (.no, .no, .no)
        (decisionGrants, decisionDenies, consentsAloneUnderPart2, askedForParent) = (.no, .no, .no, .no)
    }

    init(_ patient: borrowing PatientFacts) {
        if case .known(let age) = patient.age, age >= 18 {
            self = Self.grown
            return
        }
        underAge = patient.age.satisfies { $0 < 18 }
        adult = !underAge | Truth(patient.emancipated)
        if adult == .yes { consentsAloneUnderPart2 = .no }
        guard case .known(let facts) = patient.minor else { return }
        guard let facts else {
            if adult == .yes {
                acts = .no
                consentedAlone = .no
                courtConsented = .no
                agreement = .no
                askedForParent = .no
                stateProhibits = .no
                decisionDenies = .no
            }
            return
        }
        let alone = facts.serviceConsent.equals(.minorAlone)
        consentedAlone = alone
        courtConsented = facts.serviceConsent.equals(.courtOrOther)
        agreement = Truth(facts.confidentialityAgreement)
        askedForParent = Truth(facts.requestedParentAsRepresentative)
        stateRequires = facts.stateParentAccess.equals(.requires)
        stateProhibits = facts.stateParentAccess.equals(.prohibits)
        // Where state law keeps the parent out, (g)(3)(ii)(B), nobody else could act.
        acts = (alone & !askedForParent) | courtConsented | agreement | stateProhibits
        statePermits = facts.stateParentAccess.equals(.permits)
        decisionGrants = facts.professionalDecision.equals(.grant)
        decisionDenies = facts.professionalDecision.equals(.deny)
        switch facts.stateParentalConsentForSubstanceUse {
        case .known(.some(let needed)): consentsAloneUnderPart2 = !adult & !Truth(needed)
        // That a court consented says nothing about what the minor may, 42 CFR 2.14(b)(1).
        case .known(.none): consentsAloneUnderPart2 = !adult & consentedAlone
        case .unknown: consentsAloneUnderPart2 = !adult & .unknown
        }
    }
}

extension FactWords {
    /// Who the patient is; gives what 45 CFR 164.502(g)(3) says, or `nil` if no patient is known.
    mutating func setPatient(of request: borrowing AccessRequest) -> MinorStanding? {
        guard case .known(.some(let patient)) = request.patient else {
            let truth = request.patient == .unknown ? Truth.unknown : Truth.no
            set(Self.patient, truth)
            if truth == .unknown {
                setUnknown(Layout.family)
            } else {
                set(Layout.family, ordinal: Person.FamilyPreference.unsaid.ordinal)
            }
            return nil
        }
        let minor = MinorStanding(patient)
        set(.deceased, !Truth(patient.alive))
        set(.inmate, Truth(patient.inmate))
        // What was filed on the wrong patient's chart is about somebody else, whoever its subjects were said to be.
        let isSubject = request.note.subjects.includes(patient.id) & !request.note.isOfWrongPatient
        set(.patientIsSubject, isSubject)
        set(Layout.family, patient.familyPreference)
        if minor.adult == .yes, minor.underAge == .no {
            set(Self.childhood, .no)
            return minor
        }
        set(.minorConsentedAlone, minor.consentedAlone & !minor.adult)
        set(.courtConsented, minor.courtConsented & !minor.adult)
        set(.parentAgreedToConfidentiality, minor.agreement & !minor.adult)
        set(.minorAskedForParent, minor.askedForParent & !minor.adult)
        set(.professionalRefusesParent, minor.decisionDenies & !minor.adult)
        set(.minorMayConsentAlone, minor.consentsAloneUnderPart2)
        set(.stateKeepsParentOut, minor.stateProhibits & !minor.adult)
        set(
            .childAsks,
            request.jurisdiction.equals(.unitedKingdom) & patient.age.satisfies { (12..<18).contains($0) }
        )
        set(.emancipated, Truth(patient.emancipated) & patient.age.satisfies { $0 < 18 })
        return minor
    }

    /// What house rules say, those of the policy and those of the request.
    mutating func setHouseRules(
        of request: borrowing AccessRequest,
        beside house: borrowing CompiledHouseRules,
        _ fired: borrowing CompiledHouseRules.Fired
    ) -> ParentRules {
        let asPatient = request.principal.role.equals(.patient)
        set(.houseDenies, request.houseRule(.deny, .thirdParty) | house.truth(.restriction, fired))
        set(
            .houseOpensForPatient,
            (request.houseRule(.permit, .patientAccess) | house.truth(.patientGrant, fired)) & asPatient
        )
        set(
            .houseClosesPortal,
            request.houseRule(.deny, .portal) | house.truth(.portalRestriction, fired)
        )
        set(.houseClosesForPatient, request.houseRule(.deny, .patientAccess))
        set(
            .houseOpensForParent,
            request.houseRule(.permit, .parentAccess) | house.truth(.parentGrant, fired)
        )
        set(
            .houseClosesForParent,
            request.houseRule(.deny, .parentAccess) | house.truth(.parentRestriction, fired)
        )
        return ParentRules(self)
    }

    /// Who may act as the individual: 45 CFR 164.502(g), 164.524.
    ///
    /// - Returns: Whether the patient asks in person, and may.
    mutating func setStanding(
        of request: borrowing AccessRequest,
        _ minor: MinorStanding?,
        _ note: NoteTraits,
        _ agreement: Agreement,
        _ direction: Direction,
        _ parents: ParentRules
    ) -> OwnRequest {
        let role = request.principal.role
        let asPatient = role.equals(.patient)
        let asRepresentative = role.equals(.personalRepresentative)
        let asParent = role.equals(.parent)
        // A direction sends a copy; it puts nobody in the patient's place for anything else.
        let directed = direction.directed
        if (asPatient | asRepresentative | asParent) == .no {
            set(Self.anybodysStanding, .no)
            set(.abuseElection, .no)
            set(.standing, directed)
            return OwnRequest(isAsked: .no)
        }
        let houseOpens = parents.open
        let houseCloses = parents.close
        let abuse = Truth(request.principal.abuseSuspected) & (asRepresentative | asParent)
        set(.abuseElection, abuse)
        guard case .known(.some(let patient)) = request.patient, let minor else {
            let unknown = request.patient == .unknown ? Truth.unknown : Truth.no
            set(Self.anybodysStanding, unknown)
            return OwnRequest(isAsked: unknown)
        }
        let alive = Truth(patient.alive)
        let represents = request.principal.represents.includes(patient.id)
        let isSelf = asPatient & request.principal.id.isPatient(patient.id) & alive
        let mayAsk =
            minor.adult | minor.acts | minor.consentedAlone | request.presumesUnderstanding(of: patient)
        let asksForSelf = isSelf & mayAsk
        let adultCase = minor.adult | !alive
        let representative = asRepresentative & represents & adultCase & !abuse
        let parentCase = (asParent & !minor.adult | asRepresentative & !adultCase) & represents & !abuse
        // A living minor's record under Part 2 is shown to a parent by written consent alone, whoever consented to the
        // care: the minor's, and the parent's beside it where both must sign. 42 CFR 2.14, 2.13(a).
        let compartment = request.note.compartment
        let part2 =
            (compartment.equals(.substanceUse) | compartment.equals(.substanceUseCounseling))
            & request.jurisdiction.equals(.unitedStates) & !minor.adult
        let underPart2 = part2 & alive
        let whole = note.separable | agreement.consentedByAll
        let consented = agreement.consented & whole | agreement.counseling
        let closedByPart2 = underPart2 & !consented
        let closedByState = (minor.stateProhibits & !minor.adult) | houseCloses | closedByPart2
        let decided = minor.acts & !closedByState & !minor.stateRequires & !houseOpens & !underPart2
        let opened =
            !closedByState
            & (underPart2 | !minor.acts
                | !part2 & (minor.stateRequires | houseOpens | minor.decisionGrants))
        set(.asksForSelf, asksForSelf)
        set(.minorDoesNotAct, isSelf & !mayAsk)
        set(.adultRepresentative, representative & alive)
        set(.executor, representative & !alive)
        set(.parentInPlace, parentCase & opened)
        set(.parentRefused, parentCase & !opened)
        set(.parentGrantedByDecision, parentCase & opened & decided & minor.decisionGrants)
        set(.parentDeniedByDecision, parentCase & (decided | houseCloses) & minor.decisionDenies)
        set(
            .parentGrantedByStateLaw,
            parentCase & opened & minor.acts & (minor.stateRequires | houseOpens)
        )
        set(
            .parentRefusedByStateLaw,
            parentCase & ((minor.stateProhibits & !minor.adult) | houseCloses)
        )
        set(.statePermitsParent, parentCase & minor.acts & !closedByState & minor.statePermits)
        set(.parentOfAdult, asParent & minor.adult)
        set(.claimsToRepresent, (asRepresentative | asParent) & represents)
        set(.standing, asksForSelf | representative | (parentCase & opened) | directed)
        return OwnRequest(isAsked: asksForSelf)
    }

    private static let ofChildhood: [Flag] = [
        .emancipated, .minorConsentedAlone, .courtConsented, .parentAgreedToConfidentiality,
        .minorAskedForParent, .professionalRefusesParent, .minorMayConsentAlone, .stateKeepsParentOut,
        .childAsks,
    ]
    private static let childhood = FlagGroup(ofChildhood)
    private static let patient = FlagGroup(ofChildhood + [.deceased, .inmate, .patientIsSubject])

    private static let anybodysStanding = FlagGroup([
        .asksForSelf, .minorDoesNotAct, .adultRepresentative, .executor, .parentInPlace, .parentRefused,
        .parentGrantedByDecision, .parentDeniedByDecision, .parentGrantedByStateLaw,
        .parentRefusedByStateLaw, .statePermitsParent, .parentOfAdult, .claimsToRepresent, .standing,
    ])

    /// Whether a refusal may say that it is one: only to somebody who already knows of the record.
    var mayBeToldOpenly: Bool {
        // Nobody is on record yet.
        if isAbout(.register) { return truth(.verified) == .yes }
        // That somebody is the author of what is not written yet is their own word.
        if isAboutPapers || isAbout(.create) { return mayKnowOfThePatient }
        guard truth(.verified) == .yes, truth(.patientIsSubject) == .yes || truth(.isAuthor) == .yes else {
            return false
        }
        guard let lane = ordinal(Layout.lane).flatMap(Lane.init(rawValue:)),
            let action = ordinal(Layout.action)
        else { return false }
        switch lane {
        case .recordKeeping:
            let ofRights =
                action == NoteAction.requestAmendment.ordinal
                || action == NoteAction.requestAccounting.ordinal
            return (truth(.isAuthor) == .yes && truth(.inHouse) == .yes)
                || (ofRights && truth(.standing) == .yes)
        case .access, .directed:
            guard action != NoteAction.browse.ordinal else { return false }
            let outsidePart2 =
                ordinal(Layout.compartment) == Compartment.general.ordinal
                || ordinal(Layout.compartment) == Compartment.psychotherapy.ordinal
            // To whom a copy is directed, nothing is told of what does not come: that would tell what exists, 42 CFR 2.13(c)(2).
            let inPlace = truth(.standing) & !truth(.directiveToSend)
            return inPlace == .yes || (truth(.parentRefused) == .yes && outsidePart2)
        case .thirdParty: return false
        }
    }
}

extension FactWords {
    private func isAbout(_ action: NoteAction) -> Bool { ordinal(Layout.action) == action.ordinal }

    private var isAboutPapers: Bool {
        guard let action = ordinal(Layout.action) else { return false }
        return Groups.papers.contains { $0.ordinal == action }
    }

    /// Whether somebody knows anyway that there is such a patient: from the own record, from care, or from office.
    private var mayKnowOfThePatient: Bool {
        guard truth(.verified) == .yes else { return false }
        if truth(.standing) == .yes, truth(.patientIsSubject) == .yes { return true }
        let role = ordinal(Layout.role)
        return truth(.inHouse) == .yes
            && (truth(.careTeam) == .yes || Groups.office.contains { $0.ordinal == role })
    }
}

extension AccessRequest {
    /// Whether a person of this age asks and consents alone in the United Kingdom: who is twelve is presumed to understand,
    /// DPA 2018 s 208.
    func presumesUnderstanding(of patient: borrowing PatientFacts) -> Truth {
        jurisdiction.equals(.unitedKingdom) & patient.age.satisfies { $0 >= 12 }
    }

    /// Whether what its own house rules say is known.
    var knowsItsHouseRules: Bool {
        guard case .known(let rules) = houseRules else { return false }
        return rules.allSatisfy { houseRule($0.effect, $0.axis) != .unknown }
    }

    /// Whether a house rule of a kind applies to this role and purpose.
    func houseRule(_ effect: HouseRuleEffect, _ axis: HouseRuleAxis) -> Truth {
        guard case .known(let rules) = houseRules else { return .unknown }
        var found = Truth.no
        for rule in rules where rule.effect == effect && rule.axis == axis {
            let role = rule.roles.isEmpty ? Truth.yes : principal.role.satisfies { rule.roles.contains($0) }
            let purpose =
                rule.purposes.isEmpty ? Truth.yes : purpose.satisfies { rule.purposes.contains($0) }
            found = found | (role & purpose)
        }
        return found
    }
}

extension Fact where Value == PrincipalID {
    /// Whether the principal is a patient, acting in person.
    func isPatient(_ patient: Fact<PatientID>) -> Truth {
        guard case .known(let principal) = self, case .known(let patient) = patient else { return .unknown }
        return Truth(principal == .patient(patient))
    }
}
