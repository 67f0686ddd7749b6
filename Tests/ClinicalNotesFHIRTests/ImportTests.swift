import ClinicalNotesModel
import FoundationEssentials
import Testing

@testable import ClinicalNotesFHIR

@Suite("An input is read")
struct ImportTests {
    @Test("a note with everything that decides about it")
    func note() throws {
        let read = try Sample.read(Sample.bundle)
        #expect(read.format == .collection)
        #expect(read.entries.map(\.isAccepted) == [true, true, true])
        #expect(read.entries.map(\.id) == ["p1", "d1", "n1"])
        let note = try #require(read.notes.first)
        #expect(note.index == 2)
        #expect(note.key.value == "DocumentReference/n1")
        #expect(note.identifiers == [ImportedIdentifier(system: "urn:example:notes", value: "CANARY-7")])
        #expect(note.kind == .mentalHealthProgress)
        #expect(note.compartment == .psychotherapy)
        #expect(note.status == .final)
        #expect(!note.isSuperseded)
        #expect(note.text.copyString() == Sample.words)
        #expect(!note.wasMarkup)
        #expect(note.subjects.map(\.value) == ["Patient/p1"])
        #expect(note.group == nil)
        #expect(note.authors.map(\.value) == ["Practitioner/d1"])
        #expect(note.date == Instant(rfc3339: "2026-03-02T13:00:00.250Z"))
        let day = try #require(CalendarDay(year: 2026, month: 3, day: 2))
        #expect(note.period?.start == .day(day))
        #expect(note.period?.end == Instant(rfc3339: "2026-03-02T15:00:00Z").map { .instant($0) })
        #expect(note.labels.confidentiality == .restricted)
    }

    @Test("the people of it")
    func people() throws {
        let read = try Sample.read(Sample.bundle)
        let patient = try #require(read.patients.first)
        #expect(patient.name?.copyString() == "Ana M CANARY")
        #expect(patient.birthDate == CalendarDay("1988-05-17").map { .day($0) })
        #expect(patient.isDeceased == nil)
        #expect(patient.identifiers.map(\.value) == ["CANARY-MRN"])
        #expect(read.practitioners.first?.name?.copyString() == "CANARY-Rivera")
    }

    @Test("as one resource a line, with the same result", arguments: ["\n", "\r\n", "\n\n  \n"])
    func lines(separator: String) throws {
        let text =
            "\u{FEFF}" + [Sample.note, Sample.practitioner, Sample.patient].joined(separator: separator)
        let read = try Sample.read(text)
        #expect(read.format == .ndjson)
        #expect(read.entries.count == 3)
        let bundled = try Sample.read(Sample.bundle)
        #expect(read.notes.first?.key == bundled.notes.first?.key)
        #expect(read.notes.first?.index == 0)
    }

    @Test("line by line: a broken line spoils no other")
    func brokenLines() throws {
        let text = [Sample.patient, #"{"resourceType":"Patient","id":"#, Sample.practitioner, Sample.note]
            .joined(separator: "\n")
        let read = try Sample.read(text)
        #expect(read.notes.count == 1)
        let offset = Sample.patient.utf8.count + 1 + 31
        #expect(read.entries[1].refusal == FHIRError(.malformedJSON, entry: 1, offset: offset))
    }

    @Test("a line of one resource alone")
    func oneLine() throws {
        let read = try Sample.read(Sample.patient)
        #expect(read.format == .ndjson)
        #expect(read.patients.count == 1)
    }

    @Test("resources that are not imported are reported, not refused")
    func skipped() throws {
        let read = try Sample.read(
            Sample.collection([#"{"resourceType":"Observation","anything":1}"#, Sample.patient])
        )
        #expect(read.entries[0].outcome == .skipped(.notImported))
        #expect(read.entries[0].resourceType == "Observation")
        #expect(read.refused.isEmpty)
    }

    @Test("batches and transactions, but no requests other than POST and PUT")
    func requests() throws {
        for type in ["batch", "transaction"] {
            let text = Sample.collection([Sample.patient, Sample.practitioner], type: type)
                .replacing(
                    #"{"resource":{"resourceType":"Patient""#,
                    with:
                        #"{"request":{"method":"POST","url":"Patient"},"resource":{"resourceType":"Patient""#
                )
                .replacing(
                    #"{"resource":{"resourceType":"Practitioner""#,
                    with:
                        #"{"request":{"method":"DELETE","url":"x"},"resource":{"resourceType":"Practitioner""#
                )
            let read = try Sample.read(text)
            #expect(read.format.rawValue == type)
            #expect(read.patients.count == 1)
            let path = "Bundle.entry[1].request.method"
            #expect(read.entries[1].refusal == FHIRError(.unsupportedRequest, entry: 1, path: path))
        }
    }

    @Test(
        "status and docStatus say where the note is in its life",
        arguments: [
            ("current", "preliminary", ImportedNoteStatus.draft), ("current", "final", .final),
            ("current", "amended", .amended), ("current", "entered-in-error", .enteredInError),
            ("entered-in-error", "final", .enteredInError), ("superseded", "final", .final),
        ]
    )
    func status(status: String, docStatus: String, expected: ImportedNoteStatus) throws {
        let text = Sample.bundle.replacing(#""status":"current""#, with: #""status":"\#(status)""#)
            .replacing(#""docStatus":"final""#, with: #""docStatus":"\#(docStatus)""#)
        let note = try #require(try Sample.read(text).notes.first)
        #expect(note.status == expected)
        #expect(note.isSuperseded == (status == "superseded"))
    }

    @Test("a note about a couple has both as its subjects")
    func group() throws {
        let second = Sample.patient.replacing(#""p1""#, with: #""p2""#)
        let group =
            #"{"resourceType":"Group","id":"g","type":"person","actual":true,"name":"Both","#
            + #""member":[{"entity":{"reference":"Patient/p2"}},{"entity":{"reference":"Patient/p1"}}]}"#
        let note = Sample.note.replacing("Patient/p1", with: "Group/g")
        let read = try Sample.read(
            Sample.collection([note, group, Sample.practitioner, second, Sample.patient])
        )
        #expect(read.notes.first?.subjects.map(\.value) == ["Patient/p2", "Patient/p1"])
        #expect(read.notes.first?.group?.value == "Group/g")
        #expect(read.groups.first?.members.count == 2)
    }

    @Test("an author may be a role, a patient, or stand beside an organization")
    func authors() throws {
        let role =
            #"{"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"Practitioner/d1"}}"#
        let authors =
            #""author":[{"reference":"PractitionerRole/r"},{"reference":"Organization/o"},"#
            + #"{"display":"somebody"},{"reference":"Patient/p1"},{"reference":"Practitioner/d1"}]"#
        let note = Sample.note.replacing(#""author":[{"reference":"Practitioner/d1"}]"#, with: authors)
        let read = try Sample.read(Sample.collection([Sample.patient, Sample.practitioner, role, note]))
        #expect(read.notes.first?.authors.map(\.value) == ["Practitioner/d1", "Patient/p1"])
        #expect(read.notes.first?.otherAuthors.map(\.name) == ["Organization/o", "somebody"])
    }

    @Test("relations keep notes of other imports apart from those of this one")
    func relations() throws {
        let older = Sample.note.replacing(#""n1""#, with: #""n0""#).replacing("CANARY-7", with: "CANARY-6")
        let relations =
            #""relatesTo":[{"code":"replaces","target":{"reference":"DocumentReference/n0"}},"#
            + #"{"code":"appends","target":{"reference":"DocumentReference/elsewhere"}}],"status":"current""#
        let note = Sample.note.replacing(#""status":"current""#, with: relations)
        let read = try Sample.read(Sample.collection([note, older, Sample.patient, Sample.practitioner]))
        let found = try #require(read.notes.first?.relatesTo)
        #expect(found.map(\.kind) == [.replaces, .appends])
        #expect(found.map(\.isImported) == [true, false])
        #expect(found.map(\.target.value) == ["DocumentReference/n0", "DocumentReference/elsewhere"])
    }

    @Test("a relation is named alike whether or not the other note comes along")
    func stableRelations() throws {
        let older = Sample.note.replacing(#""n1""#, with: #""n0""#).replacing("CANARY-7", with: "CANARY-6")
        let number = #""identifier":{"system":"urn:example:notes","value":"CANARY-6"}"#
        for target in [#"{"reference":"DocumentReference/n0",\#(number)}"#, "{\(number)}"] {
            let note = Sample.note.replacing(
                #""status":"current""#,
                with: #""relatesTo":[{"code":"transforms","target":\#(target)}],"status":"current""#
            )
            let people = [Sample.patient, Sample.practitioner]
            let together = try Sample.read(Sample.collection([note, older] + people)).notes[0].relatesTo
            let alone = try Sample.read(Sample.collection([note] + people)).notes[0].relatesTo
            #expect(together.count == 1 && together.map(\.target) == alone.map(\.target))
            #expect(together.map(\.identifier) == alone.map(\.identifier))
        }
    }

    @Test("plain text is taken before HTML, and other formats are counted")
    func formats() throws {
        let contents =
            #""content":[{"attachment":{"contentType":"application/pdf","data":"JVBERi0="}},"#
            + #"{"attachment":{"contentType":"text/html","data":""# + Sample.encoded("<p>markup</p>")
            + #""}},"#
            + #"{"attachment":{"contentType":"Text/Plain","data":""# + Sample.encoded("plain") + #""}},"#
            + #"{"attachment":{"url":"Binary/1"}}],"context""#
        let start = try #require(Sample.note.firstRange(of: #""content""#)?.lowerBound)
        let end = try #require(Sample.note.firstRange(of: #""context""#)?.upperBound)
        var note = Sample.note
        note.replaceSubrange(start..<end, with: contents)
        let read = try Sample.read(Sample.collection([Sample.patient, Sample.practitioner, note]))
        #expect(read.notes.first?.text.copyString() == "plain")
        #expect(read.notes.first?.otherFormats == 3)
    }

    @Test("a byte order mark before the text is no part of it")
    func byteOrderMark() throws {
        let note = Sample.note("text/plain", bytes: [0xEF, 0xBB, 0xBF] + Array("Words.".utf8))
        let read = try Sample.read(Sample.collection([Sample.patient, Sample.practitioner, note]))
        #expect(read.notes.first?.text.copyString() == "Words.")
    }

    @Test("values describe themselves by the entry's index alone")
    func descriptions() throws {
        let read = try Sample.read(Sample.bundle)
        #expect("\(read.notes[0]) \(read.patients[0])" == "ImportedNote(entry 2) ImportedPatient(entry 0)")
        #expect("\(read.practitioners[0])" == "ImportedPractitioner(entry 1)")
    }
}
