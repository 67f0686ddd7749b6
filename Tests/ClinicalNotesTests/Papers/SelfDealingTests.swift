import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

/// What one person could try to be a second one, or to look without being looked at.
@Suite("One person alone")
struct SelfDealingTests {
    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let okafor: Clinic.Staff
    private let office: Clinic.Staff
    private let registrar: Clinic.Staff
    private let ana: Clinic.Patient
    private let general: NoteID

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        office = try await clinic.staff("Office", .operations)
        registrar = try await clinic.staff("Registrar", .administrator)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        general = try await clinic.desk(rivera).signed("General words", about: ana.id, key: "general")
    }

    private func external(_ number: String, _ compartment: Compartment, _ author: PrincipalID)
        -> ExternalRecords
    {
        ExternalRecords(
            patients: [.known(ana.id)],
            notes: [
                ExternalNote(
                    key: PersonIdentifier(system: "urn:ehr", value: number),
                    kind: .note,
                    compartment: compartment,
                    sections: [ExternalSection(text: "Words of long ago")],
                    authors: [ExternalAuthor(attested: "Somebody", principal: author)],
                    subjects: [0],
                    period: clinic.clock.now..<clinic.clock.now
                )
            ]
        )
    }

    private func reviews() async throws -> [PrincipalID] {
        try await clinic.desk(office, .operations).duties()
            .filter { $0.obligation == .breakGlassAudit }.map(\.principal)
    }

    @Test("a patient who was put on record by who files a paper for them gives nobody else's word")
    func puppetPatient() async throws {
        let desk = try await clinic.desk(registrar, .operations)
        let made = try await desk.register(Person(legalName: "Nobody"), idempotencyKey: "register")
        var authorization = Authorization.forClinician(rivera, of: ana.id, at: clinic)
        authorization.recipients = [.principal(.patient(made))]
        func isInForce(_ key: IdempotencyKey) async throws -> Bool? {
            let filed = try await desk.record(.authorization(authorization), idempotencyKey: key)
            return try await desk.directives(of: ana.id).first { $0.id == filed }?.isInForce
        }
        #expect(try await isInForce("before") == false)
        try await desk.enroll(made, idempotencyKey: "enrol")
        #expect(try await isInForce("after") == false)
        // Nor does a session give keys, or take them.
        #expect(
            await refusal { try await desk.enroll(ana.id, idempotencyKey: "again") }
                == "NotesError(invalidTransition at patient)"
        )
    }

    @Test("of a note that was written here its originators vouch, and it tells by whose word somebody is one")
    func vouching() async throws {
        try await clinic.desk(okafor).nameAuthor(okafor.id, of: general, idempotencyKey: "name")
        #expect(
            await refusal {
                try await clinic.desk(office, .operations)
                    .vouch(for: okafor.id, of: general, idempotencyKey: "office")
            } == "NotesError(notFound)"
        )
        try await clinic.desk(rivera).vouch(for: okafor.id, of: general, idempotencyKey: "author")
        let opened = try await clinic.desk(okafor).read(general)
        #expect(opened.originators == [rivera.id, okafor.id])
        #expect(opened.confirmedAuthors == [AuthorshipClaim(author: okafor.id, by: rivera.id)])
    }

    @Test("who is named declines it, and who named them withdraws it")
    func withdrawing() async throws {
        let desk = try await clinic.desk(rivera)
        try await desk.nameAuthor(okafor.id, of: general, idempotencyKey: "name")
        #expect(try await desk.read(general).claimedAuthors == [okafor.id])
        try await clinic.desk(okafor).withdrawAuthor(okafor.id, of: general, idempotencyKey: "decline")
        #expect(try await desk.read(general).claimedAuthors.isEmpty)
        try await desk.nameAuthor(okafor.id, of: general, idempotencyKey: "again")
        try await desk.withdrawAuthor(okafor.id, of: general, idempotencyKey: "withdraw")
        #expect(try await desk.read(general).claimedAuthors.isEmpty)
        #expect(
            await refusal {
                try await clinic.desk(okafor).confirmAuthorship(of: general, idempotencyKey: "late")
            } == "NotesError(notFound)"
        )
    }

    @Test("one author who is vouched for does not make another's authorship confirmed")
    func partly() async throws {
        var records = external("8", .general, rivera.id)
        records.notes[0].authors.append(ExternalAuthor(attested: "Dr. O", principal: okafor.id))
        let note = try #require(
            try await clinic.desk(rivera).importRecords(records).notes.first?.made
        )
        try await clinic.desk(office, .operations).vouch(for: rivera.id, of: note, idempotencyKey: "vouch")
        guard case .importer = try await clinic.desk(rivera).read(note).vouching else {
            Issue.record("confirmed though Okafor said nothing")
            return
        }
        try await clinic.desk(okafor).confirmAuthorship(of: note, idempotencyKey: "confirm")
        guard case .confirmed = try await clinic.desk(rivera).read(note).vouching else {
            Issue.record("not confirmed")
            return
        }
    }

    @Test(
        "who tries numbers by imports, dry ones too, or by registering is on record, and is told of no note"
    )
    func probing() async throws {
        _ = try await clinic.desk(office, .operations)
            .importRecords(external("42", .psychotherapy, rivera.id))
        let desk = try await clinic.desk(okafor)
        for compartment in [Compartment.general, .psychotherapy] {
            let report = try await desk.importRecords(
                external("42", compartment, okafor.id),
                dryRun: true
            )
            guard case .refused(let error)? = report.notes.first else {
                Issue.record("\(report.notes)")
                continue
            }
            #expect(error == NotesError(.identityConflict, at: "identifiers"))
        }
        func refusals(_ action: NoteAction) async throws -> Int {
            try await clinic.audit().count {
                $0.principal == okafor.id && $0.action == action && $0.outcome == .refused
            }
        }
        #expect(try await refusals(.importRecords) == 1)
        let number = PersonIdentifier(system: "urn:ssn", value: "1")
        try await clinic.vault.update(
            ana.id,
            Person(legalName: "Ana", identifiers: [number]),
            idempotencyKey: "number"
        )
        #expect(
            await refusal {
                _ = try await desk.register(
                    Person(legalName: "x", identifiers: [number]),
                    idempotencyKey: "probe"
                )
            } == "NotesError(identityConflict at identifiers)"
        )
        #expect(try await refusals(.register) == 1)
    }

    @Test("what is listed in a declared emergency is reviewed, and what a researcher's own word opens")
    func reviewed() async throws {
        let stranger = try await clinic.staff("Stranger")
        let emergency = Circumstances(
            emergency: EmergencyFacts(
                treatmentNeeded: .known(true),
                consentUnobtainable: .known(true),
                justified: .known(true)
            )
        )
        let session = try await clinic.vault.session(
            for: stranger.id,
            purpose: .emergencyTreatment,
            unlocking: stranger.keyring,
            declaring: emergency
        )
        #expect(try await session.chart(of: PatientID(Bytes16(high: 4, low: 5))).page().entries.isEmpty)
        #expect(try await reviews().isEmpty)
        #expect(try await session.chart(of: ana.id).page().entries.count == 1)
        #expect(try await reviews() == [stranger.id])
        let researcher = try await clinic.staff("Researcher", .researcher)
        let research = try await clinic.vault.session(
            for: researcher.id,
            purpose: .research,
            unlocking: researcher.keyring,
            declaring: Circumstances(research: ResearchFacts(waiver: .known(.irb)))
        )
        _ = try await research.read(general)
        #expect(try await reviews().contains(researcher.id))
    }

    @Test("nobody who stands in a patient's place by another principal changes what is known of the patient")
    func parentAndClinician() async throws {
        let mother = try await clinic.staff("Okafor", .parent, outside: true)
        let tom = try await clinic.patient("Tom", born: 2012, seenBy: okafor)
        let older = Person(legalName: "Tom", birthDate: CalendarDay(year: 2000, month: 5, day: 1))
        let desk = try await clinic.desk(okafor)
        try await desk.update(tom.id, older, idempotencyKey: "before")
        _ = try await clinic.desk(office, .operations).record(
            .representation(
                Representation(of: tom.id, by: mother.id, basis: .parent, from: clinic.clock.now)
            ),
            idempotencyKey: "mother"
        )
        #expect(
            await refusal { try await desk.update(tom.id, older, idempotencyKey: "after") }
                == "NotesError(notFound)"
        )
    }

    @Test("who may not put people on record learns by no import who is")
    func numbers() async throws {
        let number = PersonIdentifier(system: "urn:ssn", value: "1")
        try await clinic.vault.update(
            ana.id,
            Person(legalName: "Ana", identifiers: [number]),
            idempotencyKey: "number"
        )
        let desk = try await clinic.desk(try await clinic.staff("Billing", .billing), .payment)
        for value in ["1", "2"] {
            let person = Person(
                legalName: "Ana",
                identifiers: [PersonIdentifier(system: number.system, value: value)]
            )
            for isDry in [true, false] {
                let report = try await desk.importRecords(
                    ExternalRecords(patients: [.person(person)], notes: []),
                    dryRun: isDry
                )
                guard case .refused(let error)? = report.patients.first else {
                    Issue.record("\(report.patients)")
                    continue
                }
                #expect(error == NotesError(.notStaff, at: "patients"))
            }
        }
    }

    @Test(
        "a paper's notes are named to nobody who may not know of them, in a portal that shows none of them either"
    )
    func namedNotes() async throws {
        let own = try await clinic.desk(rivera).analysed("Own words", about: ana.id, key: "own")
        let guardian = try await clinic.staff("Guardian", .personalRepresentative, outside: true)
        _ = try await clinic.desk(office, .operations).record(
            .representation(
                Representation(of: ana.id, by: guardian.id, basis: .adult, from: clinic.clock.now)
            ),
            idempotencyKey: "guardian"
        )
        var authorization = Authorization.forClinician(okafor, of: ana.id, at: clinic)
        authorization.notes = [own, general]
        let paper = try await clinic.desk(rivera).record(
            .authorization(authorization),
            idempotencyKey: "paper"
        )
        let portal = try await clinic.desk(guardian, .patientRequest)
        let listed = try await portal.directives(of: ana.id).first { $0.id == paper }
        #expect(try #require(listed).document.notes?.isEmpty == true)
        // Whoever filed it knows what it names.
        let filed = try await clinic.desk(rivera).directives(of: ana.id).first { $0.id == paper }
        #expect(filed?.document.notes == [own, general])
    }

    @Test("who wrote a couple's note finds it in both charts, also when she cares for neither any more")
    func formerTherapist() async throws {
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let note = try await clinic.desk(rivera).signed("Couple", about: ana.id, ben.id, key: "couple")
        for patient in [ana.id, ben.id] { clinic.directory.leave(rivera.id, patient) }
        let desk = try await clinic.desk(rivera)
        for patient in [ana.id, ben.id] {
            #expect(try await desk.chart(of: patient).page().map(\.id).contains(note))
        }
    }
}
