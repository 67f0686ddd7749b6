import ClinicalNotesModel
import TestSupport
import Testing

/// One value of each record, with every optional part present.
enum SampleRecords {
    static let ana = PatientID(Bytes16(high: 1, low: 1))
    static let ben = PatientID(Bytes16(high: 2, low: 2))
    static let therapist = PrincipalID(Bytes16(high: 9, low: 9))
    static let note = NoteID(owner: ana.owner, record: RecordID(Bytes16(high: 3, low: 3)))
    static let noon = Instant(milliseconds: 1_772_463_600_000)
    static let revocation = Revocation(at: noon, inWriting: true, recordedBy: therapist)
    static let signature = DirectiveSignature(
        by: .personalRepresentative,
        principal: therapist,
        on: CalendarDay("2026-02-01"),
        authority: "Guardian"
    )
    static let parties: Set<Party> = [
        .principal(therapist), .organization(OrganizationID(Bytes16(high: 5, low: 5))), .role(.court),
        .role(.hhs),
    ]

    static let authorization = Authorization(
        subjects: [ana, ben],
        description: "Alles über März",
        covers: [.psychotherapy, .general],
        notes: [note],
        disclosers: parties,
        recipients: parties,
        purposes: [.research, .treatment],
        atRequestOfIndividual: true,
        expiry: .event("end of study"),
        signature: signature,
        statements: Set(Authorization.Statement.allCases),
        compoundWith: [.consentToTreatment, .other],
        conditioning: .researchTreatment,
        remuneration: .stated,
        revocation: revocation
    )
    static let consent = Part2Consent(
        .specific,
        subjects: [ana],
        disclosers: parties,
        description: "Program records",
        covers: [.substanceUse],
        recipients: [.role(.intermediary)],
        intermediaryParticipants: parties,
        purposes: [.treatment],
        expiry: CalendarDay("2026-12-31").map { .day($0) },
        signature: signature,
        statements: [.rightToRevoke],
        parentalConsentRequired: false,
        compoundWith: [.part2ConsentTPO],
        conditioning: .careOrCoverage,
        revocation: revocation
    )
    static let restriction = Restriction(
        .paidInFull,
        patient: ana,
        notes: [note],
        blocksRoles: [.healthPlan, .billing],
        blocksPurposes: [.payment, .operations],
        termination: .byPatient,
        terminatedAt: noon
    )
    static let representation = Representation(
        of: ana,
        by: therapist,
        basis: .parent,
        from: noon,
        until: noon,
        nonRecognition: NonRecognition(
            believedEndangered: true,
            notInBestInterest: false,
            by: therapist,
            at: noon
        )
    )
    static let process = LegalProcess(
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
    static let documents: [DirectiveDocument] = [
        .authorization(authorization), .part2Consent(consent),
        .generalConsent(
            GeneralConsent(
                subjects: [ana],
                covers: [.general],
                purposes: [.payment],
                signature: signature,
                revocation: revocation
            )
        ),
        .accessDirective(
            AccessDirective(
                subjects: [ana],
                covers: [.general],
                recipients: parties,
                destination: "post",
                signature: signature,
                revocation: revocation
            )
        ),
        .restriction(restriction), .representation(representation), .legalProcess(process),
    ]
    static let person = Person(
        legalName: "Ana Ruíz",
        birthDate: CalendarDay("2010-02-28"),
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
        identifiers: [PersonIdentifier(system: "urn:x", value: "1")]
    )
    static let hold = Hold(
        note: note,
        scope: .field(FieldAddress(part: 2, field: 3)),
        patient: ana,
        ground: .confidentialSource,
        determinedBy: .unlicensedStaff,
        by: therapist,
        at: noon,
        individualized: true,
        treatingRelationship: false,
        expires: noon,
        review: .upheld
    )

    static let releases: [Release.State] = [.withheld, .scheduled(noon), .released]

    static var all: [any SealedRecord] {
        let simple: [any SealedRecord] = [
            NoteKind.intake, NoteKind(local: "x", display: "y"), SOAPNote.template, NotePart.everyone,
            NotePart(id: 7, audience: .subject(ben)), person, hold, Person(legalName: ""),
        ]
        let releases: [any SealedRecord] = releases.map {
            Release(note: note, scope: .part(4), patient: ben, state: $0, by: therapist, at: noon)
        }
        let directives: [any SealedRecord] = documents.map {
            Directive(
                id: DirectiveID(Bytes16(high: 4, low: 4)),
                document: $0,
                recordedBy: therapist,
                recordedAt: noon
            )
        }
        return simple + releases + directives
    }
}

@Suite("Sealed records")
struct SealedRecordTests {
    private func reread<Record: SealedRecord>(_ record: Record, _ bytes: [UInt8]) -> Record? {
        do throws(MalformedBytes) {
            return try Record(encodedBytes: bytes)
        } catch {
            return nil
        }
    }

    /// What is read from bytes is the value that these bytes, and no others, stand for.
    private func isCanonical<Record: SealedRecord>(_ record: Record, _ bytes: [UInt8]) -> Bool {
        guard let found = reread(record, bytes) else { return true }
        return found.encodedBytes == bytes
    }

    private func isReread<Record: SealedRecord>(_ record: Record) -> Bool {
        reread(record, record.encodedBytes) == record
    }

    private func isRefused<Record: SealedRecord>(_ record: Record, _ bytes: [UInt8]) -> Bool {
        reread(record, bytes) == nil
    }

    @Test("are read as they were written", arguments: 0..<SampleRecords.all.count)
    func roundTrip(index: Int) {
        let isReread = isReread(SampleRecords.all[index])
        #expect(isReread)
    }

    @Test(
        "are refused when cut short, lengthened, or of another version",
        arguments: 0..<SampleRecords.all.count
    )
    func cut(index: Int) {
        let record = SampleRecords.all[index]
        let bytes = record.encodedBytes
        for count in 0..<bytes.count {
            let isRefused = isRefused(record, Array(bytes[..<count]))
            #expect(isRefused, "\(count) of \(bytes.count) bytes")
        }
        let isLongerRefused = isRefused(record, bytes + [0])
        #expect(isLongerRefused)
        let isNewerRefused = isRefused(record, [bytes[0] + 1] + bytes.dropFirst())
        #expect(isNewerRefused)
    }

    @Test(
        "never crash on a changed byte, and have one form for each value",
        arguments: 0..<SampleRecords.all.count
    )
    func mutated(index: Int) {
        let record = SampleRecords.all[index]
        let bytes = record.encodedBytes
        for position in bytes.indices {
            for change: UInt8 in [1, 2, 0x20, 0x80, 0xFF] {
                var changed = bytes
                changed[position] ^= change
                let isCanonical = isCanonical(record, changed)
                #expect(isCanonical, "byte \(position)")
            }
        }
    }

    @Test("never crash on arbitrary bytes", arguments: 0..<SampleRecords.all.count)
    func garbage(index: Int) {
        let record = SampleRecords.all[index]
        var generator = SeededNumbers(UInt64(index))
        for _ in 0..<500 {
            let count = Int(generator.next() % 200)
            let bytes = [1] + (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() % 5) }
            let isCanonical = isCanonical(record, bytes)
            #expect(isCanonical)
        }
    }

    @Test("keep their bytes: a changed form needs another version")
    func stable() {
        let part = NotePart(id: 7, audience: .subject(SampleRecords.ben)).encodedBytes
        #expect(part == [1, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2])
        let kind = NoteKind(local: "x", display: "y").encodedBytes
        #expect(kind == [1, 5, 0, 0, 0] + Array("local".utf8) + [1, 0, 0, 0, 0x78, 1, 0, 0, 0, 0x79])
    }

    @Test("of a person do not show in descriptions and dumps")
    func descriptions() {
        var dumped = ""
        dump(SampleRecords.person, to: &dumped)
        #expect(
            !(dumped + "\(SampleRecords.person)" + String(reflecting: SampleRecords.person)).contains("Ana")
        )
    }

    @Test(
        "of directives are revoked by a later revision that keeps the rest",
        arguments: SampleRecords.documents
    )
    func revoked(document: DirectiveDocument) {
        let later = Revocation(
            at: Instant(milliseconds: 5),
            inWriting: false,
            recordedBy: SampleRecords.therapist
        )
        let directive = Directive(
            id: DirectiveID(Bytes16(high: 4, low: 4)),
            document: document,
            recordedBy: SampleRecords.therapist,
            recordedAt: SampleRecords.noon
        )
        let revoked = directive.revoked(later)
        #expect(revoked != directive)
        #expect(revoked.id == directive.id)
        #expect(revoked.subjects == directive.subjects)
        switch revoked.document {
        case .authorization(let found): #expect(found.revocation == later)
        case .part2Consent(let found): #expect(found.revocation == later)
        case .generalConsent(let found): #expect(found.revocation == later)
        case .accessDirective(let found): #expect(found.revocation == later)
        case .restriction(let found): #expect(found.terminatedAt == later.at)
        case .representation(let found): #expect(found.until == later.at)
        case .legalProcess(let found): #expect(found.withdrawnAt == later.at)
        }
    }
}
