import ClinicalNotes
import TestSupport
import Testing

/// People who read a note each, and the ways in which each of them is shut out of it.
struct ShutOutPeople {
    private typealias Member = BackedUpPractice.Member

    /// One reading, and what ends it.
    struct Case: Sendable {
        let name: String
        let read: @Sendable (NoteVault) async throws -> OpenedNote
        let end: @Sendable () async throws -> Void
    }

    let practice: BackedUpPractice
    let cases: [Case]
    /// The therapist, somebody of the office, and a patient, whom nobody shuts out.
    let rivera: BackedUpPractice.Member
    let achebe: BackedUpPractice.Member
    let cara: BackedUpPractice.Member
    /// The patient of most of the notes.
    let ana: BackedUpPractice.Member
    /// Whose enrollment ends.
    let ivanov: BackedUpPractice.Member
    /// A note that everybody inside may always read.
    let plain: NoteID

    init(_ practice: BackedUpPractice) async throws {
        self.practice = practice
        let directory = practice.directory
        rivera = try await practice.staff("Rivera")
        achebe = try await practice.staff("Achebe", .administrator)
        let okafor = try await practice.staff("Okafor")
        let winter = try await practice.staff("Winter")
        ivanov = try await practice.staff("Ivanov", .billing)
        let bauer = try await practice.staff("Bauer", .billing)
        let guardian = try await practice.staff("Guardian", .personalRepresentative, isInside: false)
        let parent = try await practice.staff("Parent", .parent, isInside: false)
        let (ana, anaSelf) = try await practice.patient("Ana")
        self.ana = anaSelf
        let (ben, benSelf) = try await practice.patient("Ben")
        let (mia, _) = try await practice.patient(
            "Mia",
            born: 2010,
            minor: MinorCircumstances(serviceConsent: .parental)
        )
        cara = try await practice.patient("Cara").member
        for member in [rivera, okafor, winter] {
            for patient in [ana, ben, mia] { directory.join(member.id, patient) }
        }
        let desk = try await practice.session(rivera)
        let office = try await practice.session(achebe, .operations)
        let start = Practice.start

        func authorized(_ reader: Member, expiry: ExpiryTerm?, key: String) async throws -> (
            note: NoteID, directive: DirectiveID
        ) {
            let note = try await desk.analysed("Own words", about: ana, key: key)
            let directive = try await office.record(
                .authorization(
                    Authorization(
                        subjects: [ana],
                        description: "All psychotherapy notes",
                        covers: [.psychotherapy],
                        disclosers: [.organization(practice.vault.organization)],
                        recipients: [.principal(reader.id)],
                        purposes: [.treatment],
                        expiry: expiry,
                        signature: DirectiveSignature(by: .patient, on: CalendarDay("2025-10-01")),
                        statements: Set(Authorization.Statement.allCases)
                    )
                ),
                idempotencyKey: IdempotencyKey("\(key)-authorization")
            )
            try await desk.grantKey(
                of: note,
                to: reader.id,
                for: .treatment,
                under: directive,
                idempotencyKey: IdempotencyKey("\(key)-grant")
            )
            return (note, directive)
        }
        func represented(_ patient: PatientID, _ by: Member, _ basis: Representation.Basis, key: String)
            async throws -> DirectiveID
        {
            try await office.record(
                .representation(Representation(of: patient, by: by.id, basis: basis, from: start)),
                idempotencyKey: IdempotencyKey(key)
            )
        }
        func released(_ note: NoteID, to patient: PatientID, key: String) async throws -> NoteID {
            try await desk.release(note, to: patient, idempotencyKey: IdempotencyKey("\(key)-release"))
            return note
        }

        let revoked = try await authorized(
            okafor,
            expiry: CalendarDay("2027-12-31").map { .day($0) },
            key: "revoked"
        )
        let expiring = try await authorized(winter, expiry: .event("The end of therapy"), key: "expiring")
        plain = try await desk.signed("General words", about: ana, key: "plain")
        let held = try await desk.signed("Held words", about: ana, key: "held")
        let shown = try await released(
            try await desk.signed("Shown words", about: ana, key: "shown"),
            to: ana,
            key: "shown"
        )
        let shownOwn = try await released(
            try await desk.analysed("Shown own words", about: ana, key: "shown-own"),
            to: ana,
            key: "shown-own"
        )
        let soon = try await released(
            try await desk.signed("Early words", about: ana, key: "soon"),
            to: ana,
            key: "soon"
        )
        let bens = try await released(
            try await desk.signed("Ben's words", about: ben, key: "bens"),
            to: ben,
            key: "bens"
        )
        let bensOwn = try await released(
            try await desk.analysed("Ben's own words", about: ben, key: "bens-own"),
            to: ben,
            key: "bens-own"
        )
        let mias = try await released(
            try await desk.signed("Mia's words", about: mia, key: "mias"),
            to: mia,
            key: "mias"
        )
        let wrong = try await desk.signed("Wrong words", about: ben, key: "wrong")
        let labeled = try await desk.signed("Labelled", about: ben, key: "labelled")
        let draft = try await desk.draft(FreeText("Draft words"), about: [ben], idempotencyKey: "draft")
        let dora = PersonIdentifier(system: "urn:example:willow", value: "Patient/dora")
        let visit = PersonIdentifier(system: "urn:example:willow", value: "Encounter/1")
        @Sendable func records(
            _ name: String,
            labeled labels: ExternalLabels = .none,
            _ notes: [ExternalNote] = [],
            _ encounters: [ExternalEncounter] = []
        ) -> ExternalRecords {
            let key = PersonIdentifier(system: dora.system, value: "\(dora.value)-\(name)")
            let person = Person(legalName: name, identifiers: [key])
            return ExternalRecords(
                patients: [.person(person, key: key, labels: labels)],
                notes: notes,
                encounters: encounters
            )
        }
        func imported(_ name: String) async throws -> NoteID {
            let note = ExternalNote(
                key: PersonIdentifier(system: dora.system, value: "Note/\(name)"),
                kind: .progress,
                compartment: .general,
                encounters: [visit],
                sections: [ExternalSection(text: "Words from elsewhere")],
                authors: [ExternalAuthor(attested: "Somebody")],
                subjects: [0],
                period: start..<start
            )
            let report = try await office.importRecords(records(name, [note]))
            guard let made = report.notes[0].made, let patient = report.patients[0].made else {
                throw NotesError(.notFound)
            }
            directory.join(okafor.id, patient)
            return made
        }
        let (ofPatient, ofVisit) = (try await imported("Dora"), try await imported("Dana"))
        let closing = ExternalLabels([], proposedCompartment: .psychotherapy)
        let representation = try await represented(ben, guardian, .adult, key: "representation")
        _ = try await represented(mia, parent, .parent, key: "parenthood")

        let (rivera, ivanov, plain) = (rivera, ivanov, plain)
        let vault = practice.vault
        func reading(_ note: NoteID, by member: Member, _ purpose: PurposeOfUse = .treatment)
            -> @Sendable (NoteVault) async throws -> OpenedNote
        {
            { vault in try await practice.session(member, purpose, in: vault).read(note) }
        }
        cases = [
            Case(name: "a revoked authorization", read: reading(revoked.note, by: okafor)) {
                try await office.revoke(revoked.directive, of: ana, idempotencyKey: "revoke")
            },
            Case(name: "an expired authorization", read: reading(expiring.note, by: winter)) {
                try await office.recordExpiryEvent(
                    of: expiring.directive,
                    of: ana,
                    idempotencyKey: "expiry"
                )
            },
            Case(name: "an ended enrollment", read: reading(plain, by: ivanov, .payment)) {
                try await vault.endEnrollment(of: ivanov.id, idempotencyKey: "end")
            },
            Case(name: "a restriction", read: reading(bens, by: bauer, .payment)) {
                _ = try await office.record(
                    .restriction(
                        Restriction(
                            .agreed,
                            patient: ben,
                            blocksRoles: [.billing],
                            blocksPurposes: [.payment]
                        )
                    ),
                    idempotencyKey: "restriction"
                )
            },
            Case(
                name: "a hold",
                read: { vault in
                    try await practice.session(anaSelf, .patientRequest, in: vault).readRequested(held)
                }
            ) {
                try await desk.place(
                    Hold(
                        note: held,
                        patient: ana,
                        ground: .endangerLifeOrPhysicalSafety,
                        determinedBy: .licensedProfessional,
                        by: rivera.id,
                        at: start,
                        individualized: true,
                        treatingRelationship: true,
                        expires: nil
                    ),
                    idempotencyKey: "hold"
                )
            },
            Case(name: "a withheld note", read: reading(shown, by: anaSelf, .patientRequest)) {
                try await desk.withhold(shown, from: ana, idempotencyKey: "withhold")
            },
            Case(name: "a withheld psychotherapy note", read: reading(shownOwn, by: anaSelf, .patientRequest))
            {
                try await desk.withhold(shownOwn, from: ana, idempotencyKey: "withhold-own")
            },
            Case(name: "a release put off", read: reading(soon, by: anaSelf, .patientRequest)) {
                try await desk.release(soon, to: ana, at: start + .seconds(864_000), idempotencyKey: "later")
            },
            Case(name: "an ended representation", read: reading(bens, by: guardian, .patientRequest)) {
                try await office.revoke(representation, of: ben, idempotencyKey: "end-representation")
            },
            Case(name: "a minor who consents alone", read: reading(mias, by: parent, .patientRequest)) {
                try await vault.update(
                    mia,
                    Person(
                        legalName: "Mia",
                        birthDate: CalendarDay(year: 2010, month: 5, day: 1),
                        minor: MinorCircumstances(serviceConsent: .minorAlone, stateParentAccess: .prohibits)
                    ),
                    idempotencyKey: "mia-alone"
                )
            },
            Case(name: "a note entered in error", read: reading(wrong, by: okafor)) {
                try await desk.enterInError(
                    wrong,
                    as: .wrongContent,
                    reason: "Not his",
                    idempotencyKey: "error"
                )
            },
            Case(name: "a label", read: reading(labeled, by: okafor)) {
                try await desk.label(labeled, NoteLabels(["closed"]), idempotencyKey: "label")
            },
            Case(name: "a label of a patient's record", read: reading(ofPatient, by: okafor)) {
                _ = try await office.importRecords(records("Dora", labeled: closing))
            },
            Case(name: "a label of an encounter", read: reading(ofVisit, by: okafor)) {
                let encounter = ExternalEncounter(names: [visit], subjects: [0], labels: closing)
                _ = try await office.importRecords(records("Dana", [], [encounter]))
            },
            Case(name: "a discarded draft", read: reading(draft, by: rivera)) {
                try await desk.discard(draft, reason: "Not his", idempotencyKey: "discard")
            },
            Case(name: "keys that were replaced", read: reading(bensOwn, by: benSelf, .patientRequest)) {
                let keyring = try Keyring.generate(for: .patient(ben))
                try await vault.enroll(ben, keys: keyring.publicKeys, idempotencyKey: "new-keys")
            },
        ]
    }

    /// Who reads in a vault, each as at the beginning.
    func readers(in vault: NoteVault) async -> [String] {
        var names: [String] = []
        for one in cases where (try? await one.read(vault)) != nil { names.append(one.name) }
        return names
    }

    /// Shuts everybody out.
    func shutOut() async throws {
        for one in cases { try await one.end() }
    }
}
