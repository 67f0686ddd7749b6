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
        links: [ForeignLink] = []
    ) -> ForeignPatient {
        .person(
            Person(
                legalName: name,
                birthDate: CalendarDay(year: birthYear, month: 5, day: 1),
                isAlive: isAlive,
                identifiers: [Self.key]
            ),
            key: Self.key,
            version: version.map { ForeignVersion(id: "\($0)") },
            links: links
        )
    }

    private func outcomes(_ patients: ForeignPatient...) async throws -> [ImportOutcome<PatientID>] {
        try await clerk.importRecords(ForeignRecords(patients: patients, notes: [])).patients
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
                == [.refused(VaultError(.identityConflict))]
        )
        #expect(try await person(ana).birthDate == CalendarDay(year: 1990, month: 5, day: 1))
    }

    @Test func `of several states in one input the newest counts`() async throws {
        let made = try await outcomes(take("Ana Lin-Smith", version: 2), take("Ana Rivera", version: 1))
        let ana = try #require(made.first?.made)
        #expect(made == [.imported(ana), .unchanged(ana)])
        #expect(try await person(ana).legalName == "Ana Lin-Smith")
    }

    @Test func `links to other records are kept and told, and nobody is merged`() async throws {
        let link = ForeignLink(.replacedBy, PersonIdentifier(system: "urn:example:patients", value: "P-2"))
        let ana = try #require(try await outcomes(take("Ana Rivera")).first?.made)
        #expect(try await outcomes(take("Ana Rivera", links: [link])) == [.linked(ana)])
        #expect(try await outcomes(take("Ana Rivera", links: [link])) == [.unchanged(ana)])
        let view = try await practice.vault.core.view([ana.owner: []]).owners[ana.owner]
        #expect(view?.aggregate.origins.map(\.links) == [[link]])
        #expect(try await clerk.links(of: ana) == [link])
        let (rivera, keyring) = try await practice.enrol("Rivera", .treatingClinician)
        let stranger = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        await #expect(throws: VaultError(.notFound)) { try await stranger.links(of: ana) }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `notes of a later input find the patient by an identifier alone`() async throws {
        let ana = try #require(try await outcomes(take("Ana Rivera")).first?.made)
        let report = try await clerk.importRecords(
            ForeignRecords(patients: [.identified([Self.key])], notes: [ImportRefusalTests.note("N-1")])
        )
        #expect(report.patients == [.unchanged(ana)])
        #expect(report.notes.first?.made != nil)
        let unknown = PersonIdentifier(system: "urn:example:patients", value: "P-9")
        #expect(try await outcomes(.identified([unknown])) == [.refused(VaultError(.notFound))])
    }
}
