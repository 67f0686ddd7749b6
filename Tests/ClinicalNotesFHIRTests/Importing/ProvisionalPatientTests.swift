import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("A patient whom nobody has described yet is on record provisionally")
struct ProvisionalPatientTests {
    private static let typed =
        #"{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},"#
        + #""system":"urn:example:mrn","value":"7"}"#

    let practice: ImportingPractice
    let clerk: NoteSession

    init() async throws {
        practice = try await ImportingPractice()
        clerk = try await practice.clerk()
    }

    /// A note with a subject, or without.
    private static func note(_ subject: String?, id: String = "n1") -> String {
        Sample.note(security: "").replacing(#""id":"n1""#, with: #""id":"\#(id)""#)
            .replacing(
                #""subject":{"reference":"Patient/p1"},"#,
                with: subject.map { #""subject":\#($0),"# } ?? ""
            )
    }

    private static func patient(
        _ id: String,
        name: String = "Ana Rivera",
        birth: String = "1988-05-17",
        _ identifier: String? = nil
    ) -> String {
        let numbers = identifier.map { #","identifier":[\#($0)]"# } ?? ""
        return #"{"resourceType":"Patient","id":"\#(id)"\#(numbers),"name":[{"text":"\#(name)"}],"#
            + #""gender":"female","birthDate":"\#(birth)"}"#
    }

    @discardableResult
    private func take(_ resources: String..., by importer: FHIRImporter? = nil) async throws
        -> FHIRImportReport
    {
        let read = try Sample.read(Sample.collection(resources))
        return try await (importer ?? practice.importer).run(read, into: clerk)
    }

    private func person(of note: NoteID) async throws -> Person {
        let patient = try #require(try await practice.header(note).subjects.first)
        return try await person(patient)
    }

    private func person(_ patient: PatientID) async throws -> Person {
        let view = try await practice.vault.core.view([patient.owner: []]).owners[patient.owner]
        return try #require(view?.aggregate.persons[patient])
    }

    @Test(
        "every subject that R4 allows gets a chart, and a second run writes nothing",
        arguments: [
            (#"{"reference":"Patient/7","display":"Ana R."}"#, "Ana R."),
            (#"{"reference":"https://elsewhere.example/fhir/Patient/7"}"#, Person.nameNotKnown),
            (#"{"identifier":{"system":"urn:example:mrn","value":"7"},"display":"Ana"}"#, "Ana"),
            (#"{"reference":"Patient?identifier=urn:example:mrn|7"}"#, Person.nameNotKnown),
            (#"{"identifier":{"value":"7"}}"#, Person.nameNotKnown),
            (#"{"display":"Ana"}"#, "Ana"),
            (#"{"type":"Patient"}"#, Person.nameNotKnown),
            (#"{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}"#, Person.nameNotKnown),
            (#"{"reference":"Group/g"}"#, Person.nameNotKnown),
            (#"{"reference":"Device/d","display":"Monitor"}"#, "Monitor"),
            (#"{"reference":"Practitioner/d1"}"#, "CANARY-Rivera"),
            (nil, Person.nameNotKnown),
        ] as [(String?, String)]
    )
    func subjects(_ subject: String?, name: String) async throws {
        let input = [Sample.practitioner, Self.note(subject)]
        let report = try await take(input[0], input[1])
        #expect(report.refusals.isEmpty && report.tally.provisional == 1)
        #expect(report.entries[1].fallbacks.contains(.patientProvisional))
        let note = try #require(report.imported.first)
        let person = try await person(of: note)
        #expect(person.isProvisional && person.legalName == name && person.birthDate == nil)
        let stored = try await practice.store.recordsButAudit()
        let again = try await take(input[0], input[1])
        #expect(again.unchanged == [note] && again.tally.provisional == 1)
        #expect(try await practice.store.recordsButAudit() == stored)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test(
        "what is asked to be refused is refused, as before",
        arguments: [#"{"reference":"Patient/7"}"#, nil]
    )
    func refused(_ subject: String?) async throws {
        let importer = FHIRImporter(source: "urn:example:willow", unknownPatients: .refuse)
        let before = try await practice.store.recordsButAudit()
        let report = try await take(Sample.practitioner, Self.note(subject), by: importer)
        #expect(report.refusals.map(\.code) == [.unresolvedReference] && report.imported.isEmpty)
        #expect(try await practice.store.recordsButAudit() == before)
    }

    @Test(
        "when the patient's own record comes in, it completes what is there, once, and notes stay",
        arguments: [
            (#"{"reference":"Patient/7","display":"A. Rivera"}"#, nil),
            (#"{"identifier":\#(ProvisionalPatientTests.typed),"display":"Anita"}"#, typed),
            // A number of no known type names nobody by itself, but a note has called the patient by it.
            (
                #"{"identifier":{"system":"urn:other","value":"7"}}"#,
                #"{"system":"urn:other","value":"7"}"#
            ),
            (#"{"reference":"Patient/8","identifier":\#(typed)}"#, typed),
        ] as [(String, String?)]
    )
    func completed(_ subject: String, number: String?) async throws {
        let note = try #require(try await take(Self.note(subject)).imported.first)
        let provisional = try #require(try await practice.header(note).subjects.first)
        let report = try await take(Self.patient("7", number))
        #expect(report.entries.map(\.outcome) == [.updated(provisional)])
        let person = try await person(provisional)
        #expect(!person.isProvisional && person.legalName == "Ana Rivera")
        #expect(person.birthDate == CalendarDay(year: 1988, month: 5, day: 17))
        let stored = try await practice.store.recordsButAudit()
        let again = try await take(Self.patient("7", number), Self.note(subject))
        #expect(again.unchanged == [note] && again.tally.provisional == 0 && again.refusals.isEmpty)
        #expect(try await practice.store.recordsButAudit() == stored)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test("who turns out to be somebody on record is linked, and nobody is merged")
    func somebodyElse() async throws {
        let known = try #require(try await take(Self.patient("1", Self.typed)).patients.values.first)
        let note = try #require(try await take(Self.note(#"{"reference":"Patient/7"}"#)).imported.first)
        let provisional = try #require(try await practice.header(note).subjects.first)
        let report = try await take(Self.patient("7", Self.typed))
        #expect(report.entries.map(\.outcome) == [.linked(provisional)] && provisional != known)
        #expect(try await person(provisional).isProvisional)
        #expect(try await person(provisional).birthDate != nil)
        let stored = try await practice.store.recordsButAudit()
        let again = try await take(Self.patient("7", Self.typed), Self.note(#"{"reference":"Patient/7"}"#))
        #expect(again.unchanged == [note] && again.tally.provisional == 1)
        #expect(try await practice.store.recordsButAudit() == stored)
        let view = try await practice.vault.core.view([provisional.owner: []]).owners[provisional.owner]
        let number = PersonIdentifier(system: "urn:example:mrn", value: "7")
        #expect(view?.aggregate.origins.flatMap(\.links) == [ExternalLink(.seeAlso, number)])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test("what a note calls somebody who is on record names them from then on")
    func named() async throws {
        let known = try #require(try await take(Self.patient("1", Self.typed)).patients.values.first)
        let both = #"{"reference":"Patient/9","identifier":\#(Self.typed)}"#
        let first = try #require(try await take(Self.note(both)).imported.first)
        let second = try #require(
            try await take(Self.note(#"{"reference":"Patient/9"}"#, id: "n2")).imported.first
        )
        for note in [first, second] { #expect(try await practice.header(note).subjects == [known]) }
        #expect(try await take(Self.note(both)).unchanged == [first])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test("a number that others share takes nobody's chart: a name that contradicts is somebody else")
    func sharedNumber() async throws {
        let number = #"{"system":"urn:insurer","value":"7"}"#
        let subject = #"{"identifier":\#(number),"display":"Ben Rivera"}"#
        let note = try #require(try await take(Self.note(subject)).imported.first)
        let report = try await take(Self.patient("7", number))
        #expect(report.tally.registered == 1)
        #expect(try await person(of: note).isProvisional)
        let importer = FHIRImporter(
            source: "urn:example:willow",
            identifiers: IdentifierSystems(types: ["MR"], shared: ["urn:family"])
        )
        let family = #"{"identifier":{"system":"urn:family","value":"7"}}"#
        let both = try await take(
            Self.note(family, id: "a"),
            Self.note(family, id: "b"),
            by: importer
        )
        let first = try await practice.header(both.imported[0]).subjects
        #expect(try await practice.header(both.imported[1]).subjects != first)
    }

    @Test("within one input all that name one are one, and so are inputs of one source, of two never")
    func sources() async throws {
        let subject = #"{"reference":"Patient/example"}"#
        let report = try await take(Self.note(subject, id: "a"), Self.note(subject, id: "b"))
        let patients = try await [0, 1].asyncMap { try await practice.header(report.imported[$0]).subjects }
        #expect(patients[0] == patients[1])
        let other = FHIRImporter(source: "urn:example:other")
        let theirs = try await take(Self.note(subject, id: "a"), by: other)
        let note = try #require(theirs.imported.first)
        #expect(try await practice.header(note).subjects != patients[0])
    }

    @Test("without a declared source only the same inputs are the same, as they arrive and at once")
    func undeclaredSource() async throws {
        let importer = FHIRImporter(source: nil)
        let subject = #"{"reference":"Patient/example"}"#
        let ours = [Self.note(subject, id: "a"), Self.patient("example")]
        let theirs = [
            Self.note(subject, id: "a").replacing("2026-03-02T15", with: "2026-03-02T14"),
            Self.patient("example", name: "Ben Lin", birth: "1950-01-01"),
        ]
        let first = try await take(ours[0], ours[1], by: importer)
        #expect(first.imported.count == 1 && first.patients.count == 1)
        #expect(try await take(ours[0], ours[1], by: importer).unchanged == first.imported)
        let second = try await take(theirs[0], theirs[1], by: importer)
        #expect(second.imported.count == 1 && second.tally.registered == 1)
        // However they are cut, and in whichever order.
        let bytes = Array(Sample.collection(ours).utf8)
        for size in [7, 100_000] {
            let source = FHIRSource(byteCount: bytes.count) {
                AsyncStream { pieces in
                    for start in stride(from: 0, to: bytes.count, by: size) {
                        pieces.yield(Array(bytes[start..<min(start + size, bytes.count)]))
                    }
                    pieces.finish()
                }
            }
            #expect(try await importer.run([source], into: clerk).unchanged == 1)
        }
        let files = ours.map { Array($0.utf8) }
        let lines = try await importer.run(try FHIRImport.read(files), into: clerk)
        #expect(lines.imported.count == 1)
        let turned = try await importer.run(try FHIRImport.read(Array(files.reversed())), into: clerk)
        #expect(turned.unchanged == lines.imported)
    }

    @Test("of whom nobody knows the age, nobody is told to be of age; nobody is enrolled as them")
    func closed() async throws {
        let note = try #require(try await take(Self.note(nil)).imported.first)
        let patient = try #require(try await practice.header(note).subjects.first)
        let facts = PatientFacts(
            patient,
            try await person(patient),
            worksHere: .known(false),
            at: ImportingPractice.start
        )
        #expect(facts.age == .unknown && facts.alive == .unknown && facts.minor == .unknown)
        #expect(facts.emancipated == .unknown && facts.familyPreference == .unknown)
        await #expect(throws: NotesError(.invalidTransition)) {
            try await practice.vault.enroll(patient, keys: nil, idempotencyKey: IdempotencyKey("as-patient"))
        }
        // Whoever treats them reads what there is, as of any other patient.
        let (rivera, keyring) = try await practice.enroll("Rivera", .treatingClinician)
        let session = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        await #expect(throws: (any Error).self) { try await session.read(note) }
        practice.directory.join(rivera, patient)
        #expect(try await session.read(note)[\FreeText.text]?.copyString() == Sample.words)
    }
}

extension Array {
    fileprivate func asyncMap<Made>(_ body: (Element) async throws -> Made) async rethrows -> [Made] {
        var made: [Made] = []
        for element in self { made.append(try await body(element)) }
        return made
    }
}
