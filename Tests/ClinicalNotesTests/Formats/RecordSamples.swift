import ClinicalNotesCrypto

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// One value of each record of the vault, with every optional part present somewhere; all of it invented.
enum RecordSamples {
    static func id(_ byte: UInt8, _ last: UInt8 = 0) -> Bytes16 {
        let word = UInt64(byte) * 0x0101_0101_0101_0101
        return Bytes16(high: word, low: word & ~0xff | UInt64(last))
    }

    static func digest(_ byte: UInt8) -> Digest { Digest.of([byte]) }

    static let tenant = TenantID(id(0x11))
    static let organization = OrganizationID(id(0x12))
    static let ana = PatientID(id(0xA1))
    static let ben = PatientID(id(0xB2))
    static let therapist = PrincipalID(id(0x21))
    static let representative = PrincipalID(id(0x22))
    static let note = NoteID(owner: ana.owner, record: RecordID(id(0x31)))
    static let other = NoteID(owner: GroupID(id(0xC3)).owner, record: RecordID(id(0x32)))
    static let noon = Instant(milliseconds: 1_772_463_600_000)
    static let before = Instant(milliseconds: -1)

    static let revocation = Revocation(at: noon, inWriting: true, recordedBy: therapist)
    static let signature = DirectiveSignature(
        by: .personalRepresentative,
        principal: representative,
        on: CalendarDay("2026-02-01"),
        authority: "Guardian, Amtsgericht Köln"
    )
    static let parties: Set<Party> = [
        .principal(therapist), .organization(organization), .role(.court), .role(.hhs),
    ]

    static let documents: [(String, DirectiveDocument)] = [
        (
            "authorization",
            .authorization(
                Authorization(
                    subjects: [ana, ben],
                    description: "Everything about März",
                    covers: [.psychotherapy, .general],
                    notes: [note, other],
                    disclosers: parties,
                    recipients: [.role(.researcher)],
                    purposes: [.research, .treatment],
                    atRequestOfIndividual: true,
                    expiry: .event("end of the study"),
                    signature: signature,
                    statements: Set(Authorization.Statement.allCases),
                    compoundWith: [.consentToTreatment, .other],
                    conditioning: .researchTreatment,
                    remuneration: .stated,
                    revocation: revocation
                )
            )
        ),
        (
            "authorization, defective",
            .authorization(
                Authorization(
                    subjects: [],
                    description: "",
                    covers: [],
                    disclosers: [],
                    recipients: [],
                    purposes: [],
                    expiry: nil,
                    signature: nil,
                    statements: [],
                    plainLanguage: false
                )
            )
        ),
        (
            "part 2 consent",
            .part2Consent(
                Part2Consent(
                    .specific,
                    subjects: [ana],
                    disclosers: parties,
                    description: "Program records",
                    covers: [.substanceUse, .substanceUseCounseling],
                    recipients: [.role(.intermediary)],
                    intermediaryParticipants: [.principal(therapist)],
                    purposes: [.treatment],
                    expiry: CalendarDay("2026-12-31").map { .day($0) },
                    signature: signature,
                    statements: [.rightToRevoke, .redisclosure],
                    parentalConsentRequired: false,
                    compoundWith: [.part2ConsentTPO],
                    conditioning: .careOrCoverage,
                    revocation: revocation
                )
            )
        ),
        (
            "general consent",
            .generalConsent(
                GeneralConsent(
                    subjects: [ana],
                    covers: [.general],
                    purposes: [.payment],
                    signature: DirectiveSignature(by: .patient, on: nil),
                    revocation: revocation
                )
            )
        ),
        (
            "access directive",
            .accessDirective(
                AccessDirective(
                    subjects: [ana],
                    covers: [.general],
                    recipients: parties,
                    destination: "by post",
                    signature: signature
                )
            )
        ),
        (
            "restriction",
            .restriction(
                Restriction(
                    .paidInFull,
                    patient: ana,
                    notes: [note],
                    blocksRoles: [.healthPlan, .billing],
                    blocksPurposes: [.payment],
                    termination: .byEntity,
                    terminatedAt: noon
                )
            )
        ),
        (
            "representation",
            .representation(
                Representation(
                    of: ben,
                    by: representative,
                    basis: .parent,
                    from: before,
                    until: noon,
                    nonRecognition: NonRecognition(
                        believedEndangered: true,
                        notInBestInterest: false,
                        by: therapist,
                        at: noon
                    )
                )
            )
        ),
        (
            "legal process",
            .legalProcess(
                LegalProcess(
                    .part2CourtOrder,
                    subjects: [ana],
                    notes: [note],
                    recipients: parties,
                    expresslyCovers: true,
                    mandatory: true,
                    assurance: .auditAgreement,
                    threePartTest: true,
                    againstPatient: true,
                    broughtBy: .government,
                    oversight: .originator,
                    part2Section: .criminal,
                    part2ConfidentialFinding: true,
                    part2WithSubpoena: true,
                    receivedAt: noon,
                    withdrawnAt: noon
                )
            )
        ),
    ]

    private static let standings: [String: FilingStanding] = [
        "authorization": .unconfirmed,
        "legal process": .confirmed(Confirmation(by: therapist, at: noon, alone: true)),
    ]

    static let directives = documents.map { name, document in
        (
            name,
            Directive(
                id: DirectiveID(id(0x41)),
                document: document,
                recordedBy: therapist,
                recordedAt: noon,
                endedAt: name == "authorization" ? noon : nil,
                standing: standings[name] ?? .inForce
            )
        )
    }

    static let person = Person(
        legalName: "Ana Ruíz",
        birthDate: CalendarDay("2010-02-28"),
        gender: .female,
        isAlive: false,
        deathDate: CalendarDay("2026-01-01"),
        isEmancipated: true,
        isInmate: true,
        familyPreference: .objected,
        minor: MinorCircumstances(
            serviceConsent: .minorAlone,
            confidentialityAgreement: true,
            requestedParentAsRepresentative: true,
            stateParentAccess: .prohibits,
            professionalDecision: .deny,
            stateSubstanceUseParentalConsent: true
        ),
        identifiers: [PersonIdentifier(system: "urn:example:mrn", value: "1")],
        sharedIdentifiers: [PersonIdentifier(system: "urn:example:insurer", value: "999")],
        labels: ["vip", "kollegium-äußeres"]
    )
    static let labels = NoteLabels(["research", "court"], unit: "ward-3")
    static let partlyKnown = ["1950", "1950-11"].map { text in
        Person(
            legalName: "Ben",
            partialBirthDate: PartialDate(year: 1950, month: text.count > 4 ? 11 : nil),
            gender: .other
        )
    }

    static let holds = [
        Hold(
            note: note,
            scope: .field(FieldAddress(part: 2, field: 3)),
            patient: ana,
            ground: .confidentialSource,
            determinedBy: .licensedProfessional,
            by: therapist,
            at: noon,
            individualized: true,
            treatingRelationship: false,
            expires: noon,
            review: .upheld
        ),
        Hold(
            note: other,
            patient: ben,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .unlicensedStaff,
            by: therapist,
            at: before,
            individualized: false,
            treatingRelationship: true,
            expires: nil
        ),
    ]

    static let releases: [Release] = [.withheld, .scheduled(noon), .released].map {
        Release(note: note, scope: .part(4), patient: ana, state: $0, by: therapist, at: noon)
    }
}
