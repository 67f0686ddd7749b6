import ClinicalNotes
import Testing

@testable import ClinicalNotesFHIR

@Suite("Who is who")
struct IdentityTests {
    private func entry(_ resource: String, url: String) -> String {
        #"{"fullUrl":"\#(url)","resource":\#(resource)}"#
    }

    private func bundle(_ entries: [String]) -> String {
        #"{"resourceType":"Bundle","type":"searchset","entry":[\#(entries.joined(separator: ","))]}"#
    }

    @Test("an entry that stands twice counts once")
    func repeated() throws {
        let read = try Sample.read(
            Sample.collection([Sample.patient, Sample.practitioner, Sample.note, Sample.patient, Sample.note])
        )
        #expect(read.entries.map(\.isAccepted) == [true, true, true, false, false])
        #expect(read.entries[3].outcome == .skipped(.repeated))
        #expect(read.entries[4].outcome == .skipped(.repeated))
        #expect(read.notes.count == 1)
    }

    @Test("an entry that stands twice answers to every name it has")
    func repeatedNames() throws {
        let note = Sample.note.replacing("Patient/p1", with: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1")
        let read = try Sample.read(
            bundle([
                entry(Sample.patient, url: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"),
                entry(Sample.patient, url: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1"),
                entry(Sample.practitioner, url: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e2"),
                #"{"resource":\#(note)}"#,
            ])
        )
        #expect(read.patients.count == 1)
        #expect(read.notes.first?.subjects.map(\.value) == ["Patient/p1"])
    }

    @Test("two people under one name are both refused, and so is every note about them")
    func conflict() throws {
        let other = Sample.patient.replacing("1988", with: "1989")
        let read = try Sample.read(
            Sample.collection([Sample.patient, other, Sample.practitioner, Sample.note])
        )
        #expect(read.entries[0].refusal == FHIRError(.conflictingEntries, entry: 0, path: "Patient"))
        #expect(read.entries[1].refusal == FHIRError(.conflictingEntries, entry: 1, path: "Patient"))
        let path = "DocumentReference.subject"
        #expect(read.entries[3].refusal == FHIRError(.unresolvedReference, entry: 3, path: path))
    }

    @Test("an identifier may stand with several notes")
    func identifier() throws {
        let other = Sample.note.replacing(#""n1""#, with: #""n2""#)
        let read = try Sample.read(
            Sample.collection([Sample.patient, Sample.practitioner, Sample.note, other])
        )
        #expect(read.notes.map(\.key.value) == ["DocumentReference/n1", "DocumentReference/n2"])
    }

    @Test(
        "of several versions the newest counts, wherever it stands",
        arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]]
    )
    func versions(order: [Int]) throws {
        let versions = [#""versionId":"2""#, #""versionId":"10""#, #""lastUpdated":"2026-03-01T00:00:00Z""#]
        let notes = versions.prefix(2).map { version in
            Sample.note.replacing(#""meta":{"#, with: #""meta":{\#(version),"#)
        }
        let patients = ["2026-03-01", "2026-03-02", "2026-02-28"].map { day in
            Sample.patient.replacing(
                #""id":"p1","#,
                with: #""id":"p1","meta":{"lastUpdated":"\#(day)T00:00:00Z"},"#
            )
            .replacing("1988", with: "19\(day.suffix(2))")
        }
        let read = try Sample.read(
            Sample.collection(order.map { patients[$0] } + [Sample.practitioner] + notes.reversed())
        )
        #expect(read.patients.count == 1)
        #expect(read.patients.first?.index == order.firstIndex(of: 1))
        #expect(read.notes.first?.version.id == "10")
        #expect(read.entries.count { $0.outcome == .skipped(.older) } == 3)
    }

    @Test("a note without a name is called by its number, and one without a number by what it says")
    func nameless() throws {
        let numbered = Sample.note.replacing(#""id":"n1","#, with: "")
        let bare = numbered.replacing(
            #""identifier":[{"system":"urn:example:notes","value":"CANARY-7"}],"#,
            with: ""
        )
        let other = bare.replacing("2026-03-02", with: "2026-03-03")
        let reordered = bare.replacing(
            #""status":"current","docStatus":"final""#,
            with: #""docStatus":"final","status":"current""#
        )
        func key(_ note: String) throws -> String? {
            try Sample.read([Sample.patient, note].joined(separator: "\n")).notes.first?.key.value
        }
        #expect(try key(numbered) == "DocumentReference?identifier=urn:example:notes|CANARY-7")
        let own = try #require(try key(bare))
        #expect(own.hasPrefix("DocumentReference?digest="))
        #expect(try key(reordered) == own && bare != reordered)
        #expect(try key(other) != own)
    }

    @Test("references by full URL, with and without a version")
    func fullURL() throws {
        let url = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"
        let nameless = Sample.patient.replacing(#""id":"p1","#, with: "")
        let note = Sample.note.replacing("Patient/p1", with: url)
            .replacing("Practitioner/d1", with: "https://a.example/fhir/Practitioner/d1/_history/2")
        let read = try Sample.read(
            bundle([
                entry(nameless, url: url), entry(note, url: "https://a.example/fhir/DocumentReference/n1"),
                entry(Sample.practitioner, url: "https://a.example/fhir/Practitioner/d1"),
            ])
        )
        #expect(read.notes.first?.subjects.map(\.value) == [url])
        #expect(read.notes.first?.authors.map(\.value) == ["https://a.example/fhir/Practitioner/d1"])
        #expect(read.notes.first?.key.value == "https://a.example/fhir/DocumentReference/n1")
    }

    @Test("a relative reference is one of the same server")
    func servers() throws {
        let practitioner = entry(Sample.practitioner, url: "https://a.example/fhir/Practitioner/d1")
        let ours = entry(Sample.patient, url: "https://a.example/fhir/Patient/p1")
        let theirs = entry(
            Sample.patient.replacing("1988", with: "1950"),
            url: "https://b.example/fhir/Patient/p1"
        )
        let note = entry(Sample.note, url: "https://a.example/fhir/DocumentReference/n1")
        let read = try Sample.read(bundle([theirs, note, ours, practitioner]))
        #expect(read.patients.count == 2)
        #expect(read.notes.first?.subjects.map(\.value) == ["https://a.example/fhir/Patient/p1"])

        // Nobody in the input: the vault is asked by this server's name.
        let alone = try Sample.read(bundle([theirs, note, practitioner]))
        #expect(alone.notes.first?.subjects.map(\.value) == ["https://a.example/fhir/Patient/p1"])

        let homeless = try Sample.read(
            bundle([theirs, ours, practitioner, #"{"resource":\#(Sample.note)}"#])
        )
        let path = "DocumentReference.subject"
        #expect(homeless.entries[3].refusal == FHIRError(.ambiguousReference, entry: 3, path: path))
    }

    @Test(
        "groups that are no people, no actual ones, or changing",
        arguments: [
            (#""type":"person""#, #""type":"animal""#, nil as FHIRError.Code?, nil as String?),
            (#""actual":true"#, #""actual":false"#, .unsupportedGroup, "Group.actual"),
            (#"[{"entity""#, #"[{"inactive":true,"entity""#, .unsupportedGroup, "Group.member[0]"),
            (#"[{"entity""#, #"[{"period":{"start":"2026"},"entity""#, .unsupportedGroup, "Group.member[0]"),
            ("Patient/p1", "Practitioner/d1", .wrongReferenceTarget, "Group.member[0].entity"),
            (#","member":[{"entity":{"reference":"Patient/p1"}}]"#, "", .missingElement, "Group.member"),
        ]
    )
    func groups(old: String, new: String, code: FHIRError.Code?, path: String?) throws {
        let group =
            #"{"resourceType":"Group","id":"g","type":"person","actual":true,"#
            + #""quantity":1,"member":[{"entity":{"reference":"Patient/p1"}}]}"#
        #expect(group.contains(old))
        let note = Sample.note.replacing("Patient/p1", with: "Group/g")
        let read = try Sample.read(
            Sample.collection([Sample.patient, Sample.practitioner, group.replacing(old, with: new), note])
        )
        #expect(read.entries[2].refusal == code.map { FHIRError($0, entry: 2, path: path) })
        // The note is filed under what it names, and under none of those who may or may not belong to it.
        #expect(read.groups.isEmpty && read.notes.map { $0.subjects.map(\.value) } == [["Group/g#subject"]])
    }
}
