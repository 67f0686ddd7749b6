import ClinicalNotesModel
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("What a later input leaves out is not lost")
struct LaterInputTests {
    let practice: ImportingPractice
    let clerk: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
    }

    private static let organization = #"{"resourceType":"Organization","id":"o1","name":"Willow"}"#

    /// A note of a version by these authors, with more elements.
    private static func note(_ version: Int, by authors: [String], _ more: String = "") -> String {
        let references = authors.map { #"{"reference":"\#($0)"}"# }.joined(separator: ",")
        return Sample.note(security: "")
            .replacing(
                #""id":"n1","#,
                with: #""id":"n1","meta":{"versionId":"\#(version)"},\#(more)"#
            )
            .replacing(#"[{"reference":"Practitioner/d1"}]"#, with: "[\(references)]")
    }

    private func outcomes(_ lines: String...) async throws -> [FHIRImportReport.Outcome] {
        let input = try FHIRImport.read([Array(lines.joined(separator: "\n").utf8)])
        return try await practice.importer.run(input, into: clerk).entries
            .filter { $0.resourceType == "DocumentReference" }.map(\.outcome)
    }

    private func made(_ outcomes: [FHIRImportReport.Outcome]) throws -> NoteID {
        guard case .imported(let note)? = outcomes.first else { throw NotesError(.notFound) }
        return note
    }

    @Test func `names, where only who is meant is told again`() async throws {
        let context =
            #""custodian":{"reference":"Organization/o1"},"authenticator":{"reference":"Practitioner/d1"},"#
        func state(_ version: Int, _ authors: String...) -> String {
            Self.note(version, by: authors, context)
        }
        let note = try made(
            try await outcomes(
                Sample.patient,
                Sample.practitioner,
                Self.organization,
                state(1, "Practitioner/d1", "Organization/o1")
            )
        )
        func told() async throws -> [String?] {
            let header = try await practice.header(note)
            let context = try #require(header.external?.context)
            return header.attestedAuthors + [context.organization, context.custodian, context.authenticator]
        }
        let known = ["CANARY-Rivera", "Willow", "Willow", "Willow", "CANARY-Rivera"]
        #expect(try await told() == known)
        #expect(try await outcomes(state(2, "Practitioner/d1", "Organization/o1")) == [.unchanged(note)])
        #expect(try await told() == known)
        // Somebody else who has no name has none of theirs, wherever they stand.
        #expect(
            try await outcomes(state(3, "Practitioner/d2", "Practitioner/d1")) == [
                .changed(note, from: 1, to: 1)
            ]
        )
        #expect(try await told() == ["Practitioner/d2", "CANARY-Rivera", nil, "Willow", "CANARY-Rivera"])
        // A name that comes later counts, and so does a better one.
        let renamed = Sample.practitioner.replacing("CANARY-Rivera", with: "Rivera-Lin")
        #expect(
            try await outcomes(
                renamed,
                Sample.practitioner.replacing("d1", with: "d2").replacing("CANARY-Rivera", with: "Okafor"),
                state(4, "Practitioner/d2", "Practitioner/d1")
            ) == [.changed(note, from: 1, to: 1)]
        )
        #expect(try await told() == ["Okafor", "Rivera-Lin", nil, "Willow", "Rivera-Lin"])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `names of those who are told by a number`() async throws {
        let number = #""identifier":[{"system":"urn:example:npi","value":"42"}],"#
        let numbered = Sample.practitioner.replacing(#""id":"d1","#, with: #""id":"d1",\#(number)"#)
        func state(_ version: Int) -> String {
            Self.note(version, by: ["Practitioner?identifier=urn:example:npi|42"])
        }
        let note = try made(try await outcomes(Sample.patient, numbered, state(1)))
        #expect(try await practice.header(note).attestedAuthors == ["CANARY-Rivera"])
        #expect(try await outcomes(state(2)) == [.unchanged(note)])
        #expect(try await practice.header(note).attestedAuthors == ["CANARY-Rivera"])
    }

    @Test func `a master identifier that comes, goes and changes`() async throws {
        func state(_ version: Int, _ master: String?) -> String {
            let element = master.map {
                #""masterIdentifier":{"system":"urn:example:documents","value":"\#($0)"},"#
            }
            return Self.note(version, by: ["Practitioner/d1"], element ?? "")
        }
        let people = [Sample.patient, Sample.practitioner]
        let note = try made(try await outcomes(people[0], people[1], state(1, nil)))
        #expect(try await outcomes(state(2, "M-1")) == [.changed(note, from: 1, to: 1)])
        #expect(try await outcomes(state(3, nil)) == [.unchanged(note)])
        #expect(try await outcomes(state(1, nil)) == [.unchanged(note)])
        let other = try made(try await outcomes(state(4, "M-2")))
        #expect(other != note)
        #expect(try await outcomes(state(2, "M-1")) == [.unchanged(note)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a death that was a mistake of the source`() async throws {
        func patient(_ version: Int, _ death: String) async throws -> Bool {
            let line = Sample.patient.replacing(
                #""id":"p1","#,
                with: #""id":"p1","meta":{"versionId":"\#(version)"},\#(death)"#
            )
            let input = try FHIRImport.read([Array(line.utf8)])
            let report = try await practice.importer.run(input, into: clerk)
            let patient = try #require(report.patients.values.first)
            let view = try await practice.vault.core.view([patient.owner: []]).owners[patient.owner]
            return try #require(view?.aggregate.persons[patient]).isAlive
        }
        #expect(try await !patient(1, #""deceasedDateTime":"2026-03-01","#))
        #expect(try await !patient(2, ""))
        #expect(try await patient(3, #""deceasedBoolean":false,"#))
        #expect(try await patient(2, #""deceasedBoolean":true,"#))
        #expect(try await !patient(4, #""deceasedBoolean":true,"#))
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a withdrawal of what never came says that there is nothing to withdraw`() async throws {
        let start = try #require(Sample.note.firstRange(of: #""content""#)?.lowerBound)
        let end = try #require(Sample.note.firstRange(of: #","context""#)?.lowerBound)
        var blank = Sample.note(security: "")
            .replacing(String(Sample.note[start..<end]), with: #""content":[{"attachment":{"title":"-"}}]"#)
        blank = blank.replacing(
            #""status":"current","docStatus":"final""#,
            with: #""status":"entered-in-error""#
        )
        let input = try Sample.read(Sample.collection([Sample.patient, Sample.practitioner, blank]))
        let report = try await practice.importer.run(input, into: clerk)
        #expect(report.refusals.map(\.code) == [.nothingToWithdraw])
        #expect(report.refusals.first?.path == "DocumentReference.status")
        #expect(report.tally.entries == input.entries.count)
        #expect(report.tally.refused == [.nothingToWithdraw: 1])
        #expect(try await practice.store.records().count { $0.key.collection == .revision } == 0)
    }
}
