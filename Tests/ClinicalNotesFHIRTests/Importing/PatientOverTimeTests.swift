import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("A patient stays one record over time")
struct PatientOverTimeTests {
    private static let key = PersonIdentifier(system: "urn:example:patients", value: "P-1")

    let practice: ImportingPractice
    let clerk: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
    }

    private func take(
        _ name: String,
        version: Int? = nil,
        birthYear: Int = 1990,
        isAlive: Bool = true,
        links: [ExternalLink] = [],
        key: PersonIdentifier = PatientOverTimeTests.key,
        isSaidAlive: Bool = false
    ) -> ExternalPatient {
        .person(
            Person(
                legalName: name,
                birthDate: CalendarDay(year: birthYear, month: 5, day: 1),
                isAlive: isAlive,
                identifiers: [Self.key] + (key == Self.key ? [] : [key])
            ),
            key: key,
            version: version.map { ExternalVersion(id: "\($0)") },
            links: links,
            isSaidAlive: isSaidAlive
        )
    }

    private func outcomes(_ patients: ExternalPatient...) async throws -> [ImportOutcome<PatientID>] {
        try await clerk.importRecords(ExternalRecords(patients: patients, notes: [])).patients
    }

    private func person(_ patient: PatientID) async throws -> Person {
        let view = try await practice.vault.core.view([patient.owner: []]).owners[patient.owner]
        return try #require(view?.aggregate.persons[patient])
    }

    private func isChanged(_ outcomes: [ImportOutcome<PatientID>], _ patient: PatientID) -> Bool {
        if case .changed(patient, _, _)? = outcomes.first { true } else { false }
    }

    @Test func `a newer state brings a new name, a death is entered, an identical copy is nothing`()
        async throws
    {
        let ana = try #require(try await outcomes(take("Ana Rivera", version: 1)).first?.made)
        #expect(try await outcomes(take("Ana Rivera", version: 2)) == [.unchanged(ana)])
        #expect(isChanged(try await outcomes(take("Ana Lin-Smith", version: 3)), ana))
        #expect(try await person(ana).legalName == "Ana Lin-Smith")
        // What is no newer state changes no name, and is no conflict either.
        #expect(try await outcomes(take("Ana Rivera", version: 1)) == [.unchanged(ana)])
        #expect(try await outcomes(take("Somebody Else")) == [.unchanged(ana)])
        #expect(try await person(ana).legalName == "Ana Lin-Smith")
        #expect(isChanged(try await outcomes(take("Ana Lin-Smith", isAlive: false)), ana))
        #expect(try await !person(ana).isAlive)
        #expect(try await outcomes(take("Ana Lin-Smith", isAlive: false)) == [.unchanged(ana)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `who was born on another day is not the same, whatever the state`() async throws {
        let ana = try #require(try await outcomes(take("Ana Rivera", version: 1)).first?.made)
        #expect(
            try await outcomes(take("Ana Rivera", version: 2, birthYear: 1971))
                == [.refused(NotesError(.identityConflict))]
        )
        #expect(try await person(ana).birthDate == CalendarDay(year: 1990, month: 5, day: 1))
    }

    @Test func `a newer state takes back a death that its source alone told of, and no other`() async throws {
        let other = PersonIdentifier(system: "urn:example:others", value: "O-1")
        func dead(_ version: Int, _ key: PersonIdentifier = Self.key) -> ExternalPatient {
            take("Ana Rivera", version: version, isAlive: false, key: key)
        }
        func alive(_ version: Int?, _ key: PersonIdentifier = Self.key) -> ExternalPatient {
            take("Ana Rivera", version: version, key: key, isSaidAlive: true)
        }
        let ana = try #require(try await outcomes(take("Ana Rivera", version: 1)).first?.made)
        #expect(isChanged(try await outcomes(dead(2)), ana))
        // What says nothing of it, or may be the older state, takes nothing back.
        #expect(try await outcomes(take("Ana Rivera", version: 3)) == [.unchanged(ana)])
        #expect(try await outcomes(alive(nil)) == [.unchanged(ana)])
        #expect(try await outcomes(alive(2)) == [.unchanged(ana)])
        #expect(try await !person(ana).isAlive)
        #expect(isChanged(try await outcomes(alive(4)), ana))
        #expect(try await person(ana).isAlive)
        #expect(try await outcomes(dead(3)) == [.unchanged(ana)])
        #expect(try await person(ana).isAlive)

        // Two sources tell of it: it stands until both have taken it back.
        #expect(isChanged(try await outcomes(dead(5)), ana))
        _ = try await outcomes(dead(1, other))
        #expect(try await outcomes(alive(6)) == [.unchanged(ana)])
        #expect(try await !person(ana).isAlive)
        #expect(isChanged(try await outcomes(alive(2, other)), ana))
        #expect(try await person(ana).isAlive)

        // What is entered here, or confirmed here with its day, no source takes back.
        for day in [nil, CalendarDay(year: 2026, month: 3, day: 2)] as [CalendarDay?] {
            _ = try await outcomes(dead(day == nil ? 8 : 10))
            var known = try await person(ana)
            if day == nil {
                known.isAlive = true
                try await practice.vault.update(ana, known, idempotencyKey: "alive")
                known.isAlive = false
            } else {
                known.deathDate = day
            }
            try await practice.vault.update(
                ana,
                known,
                idempotencyKey: IdempotencyKey("dead \(day != nil)")
            )
            #expect(try await outcomes(alive(day == nil ? 9 : 11)) == [.unchanged(ana)])
            #expect(try await !person(ana).isAlive)
        }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `of several states in one input the newest counts`() async throws {
        let made = try await outcomes(take("Ana Lin-Smith", version: 2), take("Ana Rivera", version: 1))
        let ana = try #require(made.first?.made)
        #expect(made == [.imported(ana), .unchanged(ana)])
        #expect(try await person(ana).legalName == "Ana Lin-Smith")
    }

    @Test func `links to other records are kept and told, and nobody is merged`() async throws {
        let link = ExternalLink(.replacedBy, PersonIdentifier(system: "urn:example:patients", value: "P-2"))
        let ana = try #require(try await outcomes(take("Ana Rivera")).first?.made)
        #expect(try await outcomes(take("Ana Rivera", links: [link])) == [.linked(ana)])
        #expect(try await outcomes(take("Ana Rivera", links: [link])) == [.unchanged(ana)])
        let view = try await practice.vault.core.view([ana.owner: []]).owners[ana.owner]
        #expect(view?.aggregate.origins.map(\.links) == [[link]])
        #expect(try await clerk.links(of: ana) == [link])
        let (rivera, keyring) = try await practice.enroll("Rivera", .treatingClinician)
        let stranger = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        await #expect(throws: NotesError(.notFound)) { try await stranger.links(of: ana) }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `notes of a later input find the patient by an identifier alone`() async throws {
        let ana = try #require(try await outcomes(take("Ana Rivera")).first?.made)
        let report = try await clerk.importRecords(
            ExternalRecords(patients: [.identified([Self.key])], notes: [ImportRefusalTests.note("N-1")])
        )
        #expect(report.patients == [.unchanged(ana)])
        #expect(report.notes.first?.made != nil)
        let unknown = PersonIdentifier(system: "urn:example:patients", value: "P-9")
        #expect(try await outcomes(.identified([unknown])) == [.refused(NotesError(.notFound))])
    }
}
