import ClinicalNotesModel
import ClinicalNotesPolicy

/// A request to start from: a clinician of the care team reads Kim's signed general note to treat.
enum SampleRequest {
    static let clinic = OrganizationID(Bytes16(high: 1, low: 1))
    static let author = PrincipalID(Bytes16(high: 2, low: 1))
    static let colleague = PrincipalID(Bytes16(high: 2, low: 2))
    static let kim = PatientID(Bytes16(high: 3, low: 1))
    static let lou = PatientID(Bytes16(high: 3, low: 2))
    static let now = Instant(milliseconds: 1_800_000_000_000)

    static func note(_ compartment: Compartment = .general) -> NoteFacts {
        let protected = compartment == .psychotherapy
        return NoteFacts(
            organization: .known(clinic),
            originators: .known([author]),
            compartment: .known(compartment),
            status: .known(.signed),
            separated: .known(protected),
            subjects: .known([kim]),
            segmentable: .known(true),
            referencesOther: .known(.none),
            compiledForProceeding: .known(false),
            hipaaPsychotherapy: .known(protected),
            holder: .known(.originatingEntity),
            sharing: .known(.withheld),
            sharingSetBy: .known(.originator),
            holds: .known([]),
            restrictions: .known([]),
            createdAt: .known(now)
        )
    }

    static func staff(_ id: PrincipalID, _ role: PrincipalRole, careTeam: Bool = true) -> PrincipalFacts {
        PrincipalFacts(
            id: .known(id),
            role: .known(role),
            organization: .known(clinic),
            careTeam: .known(careTeam),
            trainingProgram: .known(.none),
            part2Program: .known(false),
            coveredEntity: .known(true),
            verified: .known(true),
            represents: .known([]),
            abuseSuspected: .known(false)
        )
    }

    static func patient(_ id: PatientID) -> PrincipalFacts {
        PrincipalFacts(
            id: .known(.patient(id)),
            role: .known(.patient),
            organization: .known(nil),
            careTeam: .known(false),
            trainingProgram: .known(.none),
            part2Program: .known(false),
            coveredEntity: .known(false),
            verified: .known(true),
            represents: .known([]),
            abuseSuspected: .known(false)
        )
    }

    static func about(_ id: PatientID) -> PatientFacts {
        PatientFacts(
            id: .known(id),
            age: .known(40),
            emancipated: .known(false),
            alive: .known(true),
            inmate: .known(false),
            familyPreference: .known(.unsaid),
            minor: .known(nil)
        )
    }

    static func request(
        _ principal: PrincipalFacts = staff(colleague, .treatingClinician),
        _ action: NoteAction = .read,
        _ purpose: PurposeOfUse = .treatment,
        _ note: NoteFacts = note()
    ) -> AccessRequest {
        AccessRequest(
            time: .known(now),
            jurisdiction: .known(.unitedStates),
            action: .known(action),
            purpose: .known(purpose),
            principal: principal,
            note: note,
            patient: .known(about(kim)),
            directives: .known([])
        )
    }

    /// A valid authorization by the patient.
    static func authorization(
        _ compartment: Compartment,
        to recipients: [Party],
        for purpose: PurposeOfUse
    ) -> DirectiveFacts {
        DirectiveFacts(
            kind: .known(.hipaaAuthorization),
            covers: .known([compartment]),
            compoundWith: .known([]),
            disclosers: .known([clinic]),
            recipients: .known(recipients),
            purposes: .known([purpose]),
            subjects: .known([kim]),
            signed: .known(true),
            dated: .known(true),
            signedBy: .known(.patient),
            signerAuthorityDescribed: .known(true),
            expires: .known(.event),
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

    static let safetyHold = HoldFacts(
        ground: .known(.endangerLifeOrPhysicalSafety),
        determinedBy: .known(.licensedProfessional),
        individualized: .known(true),
        treatingRelationship: .known(true),
        expires: .known(nil),
        review: .known(.notRequested)
    )
}
