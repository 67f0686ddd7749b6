import ClinicalNotes
import TestSupport

/// A real vault, brought by real calls to where a vector begins.
struct VectorPractice {
    let vector: DecisionVector
    let vault: NoteVault
    let clock: TestClock
    let directory = VectorDirectory()
    /// What is written in the note, in the part for everyone.
    let canary: String
    private(set) var patients: [Bytes16: PatientID] = [:]
    private(set) var principals: [Bytes16: PrincipalID] = [:]
    private(set) var keyrings: [PrincipalID: Keyring] = [:]
    private(set) var administrator = PrincipalID(.zero)
    /// Confirms what the administrator cannot put in force alone.
    private(set) var registrar = PrincipalID(.zero)
    private(set) var actor = PrincipalID(.zero)
    private(set) var note = NoteID(owner: OwnerID(.zero), record: RecordID(.zero))
    var directive: DirectiveID?
    /// Whether the vector has something on file that the vault does not keep with this note: a hold on what is no ground,
    /// or another person's document.
    var keepsLess = false

    var request: AccessRequest { vector.request }
    /// The author who writes, signs and shares.
    var author: PrincipalID {
        get throws {
            guard let first = try request.note.originators.told().first, let author = principals[first.bytes]
            else {
                throw Inexpressible(.noWriter)
            }
            return author
        }
    }
    var compartment: Compartment { get throws { try request.note.compartment.told() } }

    init(_ vector: DecisionVector) async throws {
        self.vector = vector
        canary = "The canary of \(vector.id) sings."
        let clock = TestClock(try vector.request.note.createdAt.told())
        self.clock = clock
        vault = try await NoteVault.found(
            store: InMemoryNoteStore(),
            waiving: .durable,
            keys: InMemoryKeyService(),
            policy: vector.policy(),
            relationships: directory,
            templates: .forVectors(),
            organization: vector.request.note.organization.told(),
            jurisdiction: vector.request.jurisdiction.told(),
            isCorrectional: vector.request.note.correctionalHolder.told(),
            environment: VaultEnvironment(now: { clock.now }, entropy: .system),
            timeout: .seconds(300)
        )
        try checkExpressible()
        try await enrolEverybody()
        try await writeNote()
        try await share()
        try await recordDocuments()
        try await recordProcess()
        // Long enough before for a refused grant not to be counted with a refused reading.
        let moment = try request.time.told()
        clock.advance(to: Instant(milliseconds: moment.milliseconds - 120_000))
        try await grantKey()
        clock.advance(to: moment)
        directory.answer(
            VectorDirectory.Answers(
                principal: actor,
                careTeam: request.principal.careTeam,
                isVerified: request.principal.verified
            )
        )
    }

    /// What the actor declares about the occasion.
    var declared: Circumstances {
        get throws {
            let unrecorded = try request.principal.represents.told().isEmpty
            return Circumstances(
                proceeding: try proceeding,
                threat: try request.threat.told(),
                emergency: try request.emergency.told(),
                research: try request.research.told(),
                delivery: try request.delivery.told(),
                abuseSuspected: try unrecorded && request.principal.abuseSuspected.told()
            )
        }
    }

    /// A proceeding of which the request shows no paper.
    private var proceeding: Proceeding? {
        get throws {
            guard let facts = try request.legal.told(), try facts.instrument.told() == nil,
                try facts.assurance.told() == .none
            else { return nil }
            return Proceeding(
                broughtBy: try facts.broughtBy.told(),
                againstPatient: try facts.againstPatient.told(),
                threePartTest: try facts.threePartTest.told(),
                oversight: try facts.oversightOf.told()
            )
        }
    }

    /// Opens a session of somebody, with their own keys if they have any.
    func session(
        _ principal: PrincipalID,
        for purpose: PurposeOfUse,
        declaring circumstances: Circumstances = .ordinary
    ) async throws -> NoteSession {
        try await vault.session(
            for: principal,
            purpose: purpose,
            unlocking: keyrings[principal],
            declaring: circumstances
        )
    }

    /// What is written in the part of one subject, who is counted from the one whom the request is about.
    static func wordsOnlyAbout(_ number: Int) -> String { "What concerns subject \(number) alone." }

    func content(_ words: String, as type: any WordsOnly.Type) -> any WordsOnly {
        type.init(words: ClinicalText(words))
    }

    // MARK: What no vault can be brought to

    private func checkExpressible() throws {
        let note = request.note
        let compartment = try compartment
        if try compartment == .psychotherapy && !note.separated.told() { throw Inexpressible(.separated) }
        if try compartment.custody == .granted && note.sharing.told() != .withheld
            && note.sharingSetBy.told() == .administrator
        {
            throw Inexpressible(.openedByAnother)
        }
        if try note.excludedContentOnly.told()
            || (compartment.custody == .ordinary && note.hipaaPsychotherapy.told())
        {
            throw Inexpressible(.classification)
        }
        if try note.authorUnavailable.told() && received == nil { throw Inexpressible(.unrecorded) }
        let inside = try request.principal.organization.told() == note.organization.told()
        switch try (request.action.told(), request.purpose.told()) {
        case (.read, .patientRequest): break
        case (.read, _): if !inside { throw Inexpressible(.outsiderInside) }
        case (.disclose, _): if inside { throw Inexpressible(.insiderOutside) }
        default: break
        }
    }

    // MARK: People

    private mutating func enrolEverybody() async throws {
        administrator = try await enroll(
            "administrator",
            Enrollment.Affiliation(
                role: .administrator,
                organization: vault.organization,
                coveredEntity: true
            )
        )
        registrar = try await enroll(
            "registrar",
            Enrollment.Affiliation(role: .operations, organization: vault.organization, coveredEntity: true)
        )
        var people = try request.note.subjects.told()
        if let patient = try request.patient.told() { people.append(try patient.id.told()) }
        for directive in try request.directives.told() { people += try directive.subjects.told() }
        people += try request.principal.represents.told()
        let asks = try request.principal.id.told()
        let role = try request.principal.role.told()
        if role == .patient { people.append(PatientID(asks.bytes)) }
        for person in people where patients[person.bytes] == nil { try await register(person) }
        if role == .patient, let patient = patients[asks.bytes] {
            principals[asks.bytes] = .patient(patient)
        } else {
            principals[asks.bytes] = try await enroll(
                "actor",
                Enrollment.Affiliation(
                    role: role,
                    organization: try request.principal.organization.told(),
                    training: try request.principal.trainingProgram.told(),
                    part2Program: try request.principal.part2Program.told(),
                    coveredEntity: try request.principal.coveredEntity.told()
                )
            )
        }
        actor = principals[asks.bytes] ?? actor
        for author in try request.note.originators.told() where principals[author.bytes] == nil {
            principals[author.bytes] = try await enroll(
                "author-\(principals.count)",
                Enrollment.Affiliation(
                    role: .originator,
                    organization: vault.organization,
                    part2Program: true,
                    coveredEntity: true
                )
            )
        }
    }

    private mutating func register(_ person: PatientID) async throws {
        var known = Person(legalName: "Patient", birthDate: CalendarDay(year: 1985, month: 1, day: 1))
        if let facts = try request.patient.told(), try facts.id.told() == person {
            let today = CalendarDay(of: try request.time.told())?.components
            known.birthDate = CalendarDay(
                year: (today?.year ?? 2026) - (try facts.age.told()),
                month: 1,
                day: 1
            )
            known.isEmancipated = try facts.emancipated.told()
            known.isAlive = try facts.alive.told()
            known.isInmate = try facts.inmate.told()
            known.familyPreference = try facts.familyPreference.told()
            known.minor = try facts.minor.told().map { try MinorCircumstances($0) }
        }
        let patient = try await vault.register(
            known,
            idempotencyKey: IdempotencyKey("register-\(patients.count)")
        )
        let keyring = try Keyring.generate(for: .patient(patient))
        try await vault.enroll(
            patient,
            keys: keyring.publicKeys,
            idempotencyKey: IdempotencyKey("enrol-\(patients.count)")
        )
        patients[person.bytes] = patient
        keyrings[.patient(patient)] = keyring
    }

    private mutating func enroll(_ name: String, _ standing: Enrollment.Affiliation) async throws
        -> PrincipalID
    {
        let keyring = try Keyring.generate()
        let principal = try await vault.enroll(
            Person(legalName: name),
            standing,
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enrol-\(name)")
        )
        keyrings[principal] = keyring
        return principal
    }

    // MARK: The note

    /// The subjects, the one whom the request is about first.
    var subjects: [PatientID] {
        get throws {
            let about = try request.patient.told().map { try $0.id.told() }
            return try request.note.subjects.told().sorted { left, right in left == about && right != about }
                .compactMap { patients[$0.bytes] }
        }
    }

    /// How the practice came by the note, if it did not write it.
    private var received: ReceivedRecord? {
        get throws {
            let facts = request.note
            let holder = try facts.holder.told()
            switch holder {
            case .originatingEntity, .part2Program: return nil
            case .coveredEntity, .lawfulHolder, .receivedCopy:
                return ReceivedRecord(
                    as: holder,
                    under: try facts.receivedUnder.told(),
                    authorUnavailable: try facts.authorUnavailable.told()
                )
            }
        }
    }

    /// Takes the note over from elsewhere.
    private mutating func importNote(_ received: ReceivedRecord) async throws {
        let office = try await session(administrator, for: .operations)
        let authors = try request.note.originators.told().compactMap { principals[$0.bytes] }
        let report = try await office.importRecords(
            ExternalRecords(
                patients: subjects.map { .known($0) },
                notes: [
                    ExternalNote(
                        key: PersonIdentifier(system: "urn:test:vector", value: vector.id),
                        kind: .note,
                        compartment: compartment,
                        sections: [ExternalSection(text: ClinicalText(canary))],
                        authors: authors.map { ExternalAuthor(attested: "An author", principal: $0) },
                        subjects: Array(subjects.indices),
                        period: clock.now..<clock.now,
                        received: received
                    )
                ]
            )
        )
        if try subjects.count > 1 && request.note.segmentable.told() { throw Inexpressible(.holder) }
        guard let made = report.notes.first?.made else { throw Inexpressible(.holder) }
        note = made
    }

    private mutating func writeNote() async throws {
        if let received = try received { return try await importNote(received) }
        let desk = try await session(author, for: .documentation)
        let facts = request.note
        let type = try compartment.words
        let coauthors = try facts.originators.told().dropFirst().compactMap { principals[$0.bytes] }
        let holdsPart = try facts.holds.told().contains { try $0.scope.told() != .note }
        let parted = try subjects.count > 1 ? facts.segmentable.told() : holdsPart
        note = try await draft(
            content(canary, as: type),
            in: desk,
            about: subjects,
            parted: parted,
            Attestation(
                mentions: facts.referencesOther.value,
                compiledForProceeding: facts.compiledForProceeding.told(),
                byMentalHealthProfessional: facts.hipaaPsychotherapy.value,
                coauthors: Array(coauthors)
            )
        )
        for coauthor in coauthors {
            try await session(coauthor, for: .documentation)
                .confirmAuthorship(of: note, idempotencyKey: IdempotencyKey("wrote-\(coauthor)"))
        }
        let status = try facts.status.told()
        if try facts.usedForDecisions.told() { try await desk.recordUse(of: note, idempotencyKey: "use") }
        guard status != .draft else { return }
        try await desk.sign(note, idempotencyKey: "sign")
        if status == .amended { try await amend(content(canary, as: type), in: desk, key: "amend") }
    }

    private func draft<Content: WordsOnly>(
        _ content: Content,
        in desk: NoteSession,
        about subjects: [PatientID],
        parted: Bool,
        _ attestation: Attestation
    ) async throws -> NoteID {
        let own = subjects.enumerated().map { number, patient in
            (patient, Content(words: ClinicalText(Self.wordsOnlyAbout(number))))
        }
        return try await desk.draft(
            content,
            about: subjects,
            individual: parted ? Dictionary(uniqueKeysWithValues: own) : [:],
            attesting: attestation,
            idempotencyKey: "draft"
        )
    }

    func draft(_ content: some WordsOnly, in desk: NoteSession, key: IdempotencyKey) async throws -> NoteID {
        try await desk.draft(content, about: subjects, idempotencyKey: key)
    }

    func amend(_ content: some WordsOnly, in desk: NoteSession, key: IdempotencyKey) async throws {
        try await desk.amend(note, content, idempotencyKey: key)
    }

    func edit(_ content: some WordsOnly, in desk: NoteSession, key: IdempotencyKey) async throws {
        try await desk.edit(note, content, idempotencyKey: key)
    }
}
