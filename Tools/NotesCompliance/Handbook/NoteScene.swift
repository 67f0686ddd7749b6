internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// A situation of the page: a note, whose it is, what is on record, and who asks for it.
struct NoteScene {
    /// Somebody who asks.
    struct Ask {
        let who: String
        let words: String
        let request: AccessRequest
    }

    let title: String
    var note: NoteFacts
    var patient: PatientFacts
    /// Papers beside the patient's direction to send a copy.
    var papers: [DirectiveFacts] = []
    var patientBrowses = false
    var parentAsks = false
    var everybodyIsVerified = true
    var delivery: DeliveryFacts?
    var therapist: PrincipalFacts
    var therapistAction = NoteAction.read
    var therapistPurpose = PurposeOfUse.treatment
    var emergency: EmergencyFacts?
    var restrictions: [RestrictionFacts] = []

    /// A signed general note of an adult, asked for by a clinician of the care team who did not write it.
    init(
        _ title: String,
        in compartment: Compartment = .general,
        _ change: (inout NoteScene) -> Void = { _ in }
    ) {
        self.title = title
        note = Self.note(in: compartment)
        patient = Self.adult
        therapist = Self.staff(Self.colleague, .treatingClinician)
        change(&self)
    }

    static let holder = OrganizationID(Bytes16(high: 1, low: 1))
    static let author = PrincipalID(Bytes16(high: 2, low: 1))
    static let colleague = PrincipalID(Bytes16(high: 2, low: 2))
    static let friend = PrincipalID(Bytes16(high: 2, low: 3))
    static let mother = PrincipalID(Bytes16(high: 2, low: 4))
    static let kim = PatientID(Bytes16(high: 3, low: 1))
    static let lou = PatientID(Bytes16(high: 3, low: 2))
    static let now = Instant(milliseconds: 1_800_000_000_000)

    var asks: [Ask] {
        var found = [
            Ask(
                who: "patient",
                words: patientBrowses ? "looks in the portal" : "asks for access",
                request: request(
                    somebody(.patient(Self.kim), .patient),
                    patientBrowses ? .browse : .read,
                    .patientRequest
                )
            )
        ]
        if parentAsks {
            var parent = somebody(Self.mother, .parent)
            parent.represents = .known([Self.kim])
            found.append(
                Ask(
                    who: "parent",
                    words: "asks for access",
                    request: request(parent, .read, .patientRequest)
                )
            )
        }
        var clinician = therapist
        clinician.verified = .known(everybodyIsVerified)
        found.append(
            Ask(
                who: "therapist",
                words: therapistAction == .disclose ? "asks to disclose it inside" : "reads to treat",
                request: request(clinician, therapistAction, therapistPurpose)
            )
        )
        found.append(
            Ask(
                who: "designated third party",
                words: "is to receive a copy",
                request: request(somebody(Self.friend, .designatedThirdParty), .disclose, .patientDirected)
            )
        )
        return found
    }

    private func request(
        _ principal: PrincipalFacts,
        _ action: NoteAction,
        _ purpose: PurposeOfUse
    ) -> AccessRequest {
        var note = self.note
        note.restrictions = .known(restrictions)
        let direction = Self.paper(
            .accessDirective,
            of: note,
            to: [.principal(Self.friend)],
            for: .patientDirected
        )
        return AccessRequest(
            time: .known(Self.now),
            jurisdiction: .known(.unitedStates),
            action: .known(action),
            purpose: .known(purpose),
            principal: principal,
            note: note,
            patient: .known(patient),
            directives: .known([direction] + papers),
            emergency: .known(principal.role == .known(.patient) ? nil : emergency),
            delivery: .known(principal.role == .known(.patient) ? delivery : nil)
        )
    }
}

extension NoteScene {
    static func staff(_ id: PrincipalID, _ role: PrincipalRole, careTeam: Fact<Bool> = .known(true))
        -> PrincipalFacts
    {
        PrincipalFacts(
            id: .known(id),
            role: .known(role),
            organization: .known(holder),
            careTeam: careTeam,
            trainingProgram: .known(.none),
            part2Program: .known(false),
            coveredEntity: .known(true),
            verified: .known(true),
            represents: .known([]),
            abuseSuspected: .known(false),
            hostRoles: .known([])
        )
    }

    private func somebody(_ id: PrincipalID, _ role: PrincipalRole) -> PrincipalFacts {
        PrincipalFacts(
            id: .known(id),
            role: .known(role),
            organization: .known(nil),
            careTeam: .known(false),
            trainingProgram: .known(.none),
            part2Program: .known(false),
            coveredEntity: .known(false),
            verified: .known(everybodyIsVerified),
            represents: .known([]),
            abuseSuspected: .known(false),
            hostRoles: .known([])
        )
    }

    private static func note(in compartment: Compartment) -> NoteFacts {
        let isApart = compartment.custody == .granted
        let isPart2 = compartment == .substanceUse || compartment == .substanceUseCounseling
        return NoteFacts(
            organization: .known(holder),
            originators: .known([author]),
            compartment: .known(compartment),
            status: .known(.signed),
            separated: .known(isApart),
            subjects: .known([kim]),
            parts: [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .subject(kim))],
            segmentable: .known(true),
            referencesOther: .known(.none),
            compiledForProceeding: .known(false),
            hipaaPsychotherapy: .known(compartment == .psychotherapy),
            holder: .known(isPart2 ? .part2Program : .originatingEntity),
            sharing: .known(.withheld),
            sharingSetBy: .known(.originator),
            holds: .known([]),
            restrictions: .known([]),
            createdAt: .known(Instant(milliseconds: 1_700_000_000_000))
        )
    }

    private static let adult = PatientFacts(
        id: .known(kim),
        age: .known(40),
        emancipated: .known(false),
        alive: .known(true),
        inmate: .known(false),
        familyPreference: .known(.unsaid),
        minor: .known(nil)
    )

    /// Makes the patient fifteen years old.
    mutating func makeMinor(consent: MinorCircumstances.ServiceConsent) {
        patient.age = .known(15)
        patient.minor = .known(
            MinorFacts(
                serviceConsent: .known(consent),
                confidentialityAgreement: .known(false),
                requestedParentAsRepresentative: .known(false),
                stateParentAccess: .known(.silent)
            )
        )
        parentAsks = true
    }

    /// A valid paper of the patient's.
    static func paper(
        _ kind: DirectiveKind,
        of note: NoteFacts,
        to recipients: [Party],
        for purpose: PurposeOfUse
    ) -> DirectiveFacts {
        DirectiveFacts(
            kind: .known(kind),
            covers: note.compartment.value.map { .known([$0]) } ?? .unknown,
            compoundWith: .known([]),
            disclosers: .known([holder]),
            recipients: .known(recipients),
            purposes: .known([purpose]),
            subjects: .known([kim]),
            signed: .known(true),
            dated: .known(true),
            signedBy: .known(.patient),
            signerAuthorityDescribed: .known(true),
            expires: .known(.before(now + .seconds(86_400))),
            expirationEventOccurred: .known(false),
            elementsMissing: .known([]),
            statementsMissing: .known([]),
            revoked: .known(false),
            revokedInWriting: .known(false),
            conditioned: .known(false),
            knownFalse: .known(false),
            remunerationStated: .known(true)
        )
    }

    /// A hold that a professional who treats the patient judged, with a ground.
    static func hold(_ ground: HoldGround, on scope: SharingScope = .note) -> HoldFacts {
        HoldFacts(
            scope: .known(scope),
            ground: .known(ground),
            determinedBy: .known(.licensedProfessional),
            individualized: .known(true),
            treatingRelationship: .known(true),
            expires: .known(nil),
            review: .known(.notRequested)
        )
    }
}
