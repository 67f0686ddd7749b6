import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

/// The handbook's tables of registering, enrolling, importing and attesting, each cell tried in a vault.
@Suite("The handbook's tables of people and authorship, cell by cell")
struct PeopleCellTests {
    private typealias Cell = HandbookPeople.Cell

    private let people: HandbookPeople
    private var clinic: Clinic { people.clinic }

    init() async throws { people = try await HandbookPeople() }

    /// Compares what was done with what the rules say.
    private struct Tally {
        private(set) var tried = 0
        private(set) var wrong: [String] = []

        mutating func check(_ what: String, _ found: HandbookPeople.Cell, _ expected: HandbookPeople.Cell) {
            tried += 1
            if found != expected { wrong.append("\(what): \(found) for \(expected)") }
        }
    }

    private func done(_ call: () async throws -> Void) async -> Cell {
        do {
            try await call()
            return .yes
        } catch {
            return .no
        }
    }

    @Test("registering, and changing what is known of a person")
    func registering() async throws {
        var tally = Tally()
        for (number, actor) in people.actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            let key = { (name: String) in IdempotencyKey("\(name)-\(number)") }
            tally.check(
                "register \(actor.role)",
                await done {
                    _ = try await session.register(
                        Person(legalName: "New \(number)"),
                        idempotencyKey: key("register")
                    )
                },
                people.ruled(.register, actor, nil, gains: false, filedIt: true)
            )
            tally.check(
                "update \(actor.role) \(actor.onCareTeam)",
                await done {
                    try await session.update(
                        actor.patient,
                        Person(legalName: "Renamed \(number)", birthDate: CalendarDay("1990-05-01")),
                        idempotencyKey: key("update")
                    )
                },
                people.ruled(.updatePerson, actor, nil, gains: actor.represents, filedIt: true)
            )
        }
        print("cells of registering: \(tally.tried) tried, \(tally.wrong.count) misjudged")
        #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(10))")
    }

    @Test("certifying keys of others, bringing one's own, ending an enrollment")
    func enrolling() async throws {
        var tally = Tally()
        let office = try await clinic.desk(people.filer, .operations)
        for (number, actor) in people.actors.enumerated() {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            let key = { (name: String) in IdempotencyKey("\(name)-\(number)") }
            let expected = people.ruled(.enroll, actor, nil, gains: false, filedIt: false)
            let made = Shared<PrincipalID?>(nil)
            var enrolled = await done {
                let principal = try await session.enroll(
                    Person(legalName: "Colleague \(number)"),
                    Enrollment.Affiliation(
                        role: .treatingClinician,
                        organization: clinic.vault.organization
                    ),
                    keys: Keyring.generate().publicKeyring,
                    idempotencyKey: key("enrol")
                )
                made.change { $0 = principal }
            }
            // Until somebody else confirms it the principal can do nothing.
            if let principal = made.value,
                await refusal({ _ = try await clinic.vault.session(for: principal) })
                    == "NotesError(unconfirmed at principal)"
            {
                enrolled = .waits
            }
            tally.check(
                "enroll \(actor.role)",
                enrolled,
                people.ruled(.enroll, actor, nil, gains: false, filedIt: true)
            )
            let waiting = try await office.enroll(
                Person(legalName: "Waiting \(number)"),
                Enrollment.Affiliation(role: .treatingClinician, organization: clinic.vault.organization),
                idempotencyKey: key("waiting")
            )
            if actor.staff.id != people.filer.id {
                tally.check(
                    "confirm \(actor.role)",
                    await done {
                        try await session.confirmEnrollment(
                            of: waiting,
                            keys: nil,
                            idempotencyKey: key("confirm")
                        )
                    },
                    expected
                )
            }
            let patient = try await clinic.vault.register(
                Person(legalName: "Portal \(number)"),
                idempotencyKey: key("portal")
            )
            tally.check(
                "enroll a patient \(actor.role)",
                await done { try await session.enroll(patient, idempotencyKey: key("patient")) },
                expected
            )
            let ended = try await clinic.staff("Ended \(number)")
            tally.check(
                "end \(actor.role)",
                await done { try await session.endEnrollment(of: ended.id, idempotencyKey: key("end")) },
                expected
            )
            let fresh = try Keyring.generate(for: actor.staff.id, entropy: .system).publicKeys
            var brought = await done {
                try await session.bringKeys(fresh, idempotencyKey: key("bring"))
            }
            // Until somebody else certifies them they are nobody's.
            if brought == .yes,
                try await clinic.vault.core.snapshot(of: actor.staff.id).enrollment.keys != fresh
            {
                brought = .waits
            }
            tally.check(
                "bring \(actor.role)",
                brought,
                people.ruled(.enroll, actor, nil, gains: true, filedIt: true)
            )
        }
        print("cells of enrolling: \(tally.tried) tried, \(tally.wrong.count) misjudged")
        #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(10))")
    }

    @Test("importing under one's own and under others' names, naming, confirming and vouching for authors")
    func authorship() async throws {
        var tally = Tally()
        let office = try await clinic.desk(people.filer, .operations)
        for (number, actor) in people.actors.enumerated() where actor.isInHouse || actor.isPatient {
            let session = try await clinic.desk(actor.staff, actor.purpose)
            let key = { (name: String) in IdempotencyKey("\(name)-\(number)") }
            for author in [people.clinician, actor.staff] {
                let isOwn = author.id == actor.staff.id
                var found = Cell.no
                if let note = try? await importing("\(number)-\(isOwn)", author, actor.patient, by: session) {
                    let header = try await header(of: note)
                    found = header.originators.contains(author.id) ? .yes : .waits
                }
                tally.check(
                    "import \(actor.role) own \(isOwn)",
                    found,
                    people.ruled(.importRecords, actor, nil, gains: isOwn, filedIt: true)
                )
            }
            guard actor.isInHouse else { continue }
            // The office imports what nobody is named for, and what others wrote.
            let nobodys = try #require(
                try await importing("nobody-\(number)", nil, actor.patient, by: office)
            )
            let isClinician = EnrollmentKind(actor.role) == .clinician
            let mayRead =
                try await clinic.desk(actor.staff).read([nobodys])[nobodys] != nil
            if isClinician, mayRead {
                var found = await done {
                    try await clinic.desk(actor.staff)
                        .nameAuthor(actor.staff.id, of: nobodys, idempotencyKey: key("name"))
                }
                if found == .yes, try await !header(of: nobodys).originators.contains(actor.staff.id) {
                    found = .waits
                }
                tally.check(
                    "name oneself \(actor.role)",
                    found,
                    people.ruled(.attest, actor, nil, gains: true, filedIt: true)
                )
            }
            let theirs = try #require(
                try await importing("theirs-\(number)", actor.staff, actor.patient, by: office)
            )
            tally.check(
                "confirm \(actor.role)",
                await done {
                    try await session.confirmAuthorship(of: theirs, idempotencyKey: key("confirm"))
                },
                people.ruled(.attest, actor, nil, gains: true, filedIt: false, isAuthor: true)
            )
            let claimed = try await claimedByClinician(number, actor.patient)
            tally.check(
                "vouch \(actor.role)",
                await done {
                    try await session.vouch(
                        for: people.clinician.id,
                        of: claimed,
                        idempotencyKey: key("vouch")
                    )
                },
                people.ruled(.attest, actor, nil, gains: false, filedIt: false)
            )
        }
        print("cells of authorship: \(tally.tried) tried, \(tally.wrong.count) misjudged")
        #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(10))")
    }

    // MARK: Notes

    private func importing(
        _ name: String,
        _ author: Clinic.Staff?,
        _ patient: PatientID,
        by session: NoteSession
    ) async throws -> NoteID? {
        try await session.importRecords(
            ExternalRecords(
                patients: [.known(patient)],
                notes: [
                    ExternalNote(
                        key: PersonIdentifier(system: "urn:cells", value: name),
                        kind: .note,
                        compartment: .general,
                        sections: [ExternalSection(text: "Words")],
                        authors: [ExternalAuthor(attested: "Somebody", principal: author?.id)],
                        subjects: [0],
                        period: clinic.clock.now..<clinic.clock.now
                    )
                ]
            )
        ).notes.first?.made
    }

    /// A note that the clinician imported as her own.
    private func claimedByClinician(_ number: Int, _ patient: PatientID) async throws -> NoteID {
        clinic.directory.join(people.clinician.id, patient)
        defer { clinic.directory.leave(people.clinician.id, patient) }
        let desk = try await clinic.desk(people.clinician)
        return try #require(try await importing("own-\(number)", people.clinician, patient, by: desk))
    }

    private func header(of note: NoteID) async throws -> NoteHeader {
        try #require(try await clinic.vault.core.loadHeaders([note])[note]).header
    }
}
