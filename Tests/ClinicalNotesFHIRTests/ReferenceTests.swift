import ClinicalNotes
import ClinicalNotesModel
import Testing

@testable import ClinicalNotesFHIR

@Suite("References of every kind")
struct ReferenceTests {
    private static let npi = "http://hl7.org/fhir/sid/us-npi"
    private static let practitioner =
        #"{"resourceType":"Practitioner","id":"d1","identifier":[{"system":"\#(npi)","value":"99"}],"#
        + #""name":[{"family":"Rivera"}]}"#
    private static let organization = #"{"resourceType":"Organization","id":"o1","name":"Willow House"}"#
    private static let role =
        #"{"resourceType":"PractitionerRole","id":"r1","practitioner":{"identifier":"#
        + #"{"system":"\#(npi)","value":"99"},"display":"Dr. Rivera"}}"#
    private static let lonelyRole =
        #"{"resourceType":"PractitionerRole","id":"r2","practitioner":{"identifier":"#
        + #"{"system":"\#(npi)","value":"77"},"display":"Dr. Lin"}}"#

    private func note(author: String, more: String = "") throws -> ImportedNote {
        let note = Sample.note.replacing(#"{"reference":"Practitioner/d1"}"#, with: author)
            .replacing(#""status":"current""#, with: more + #""status":"current""#)
        let read = try Sample.read(
            [note, Self.lonelyRole, Self.role, Self.practitioner, Self.organization, Sample.patient]
                .joined(separator: "\n")
        )
        #expect(read.refused.isEmpty)
        return try #require(read.notes.first)
    }

    @Test(
        "that name a practitioner of the input",
        arguments: [
            #"{"reference":"Practitioner/d1"}"#, #"{"reference":"Practitioner/d1/_history/3"}"#,
            #"{"reference":"Practitioner?identifier=\#(npi)|99","display":"Dr. Rivera"}"#,
            #"{"reference":"Practitioner?identifier=\#(npi)%7C99"}"#, #"{"reference":"Practitioner?_id=d1"}"#,
            #"{"reference":"PractitionerRole/r1"}"#,
            #"{"identifier":{"system":"\#(npi)","value":"99"}}"#,
            #"{"type":"Practitioner","identifier":{"system":"\#(npi)","value":"99"}}"#,
            #"{"reference":"Practitioner/elsewhere","identifier":{"system":"\#(npi)","value":"99"}}"#,
        ]
    )
    func practitioner(author: String) throws {
        let note = try note(author: author)
        #expect(note.authors.map(\.value) == ["Practitioner/d1"])
        #expect(note.otherAuthors.isEmpty)
    }

    @Test(
        "that name somebody else are kept in words, and never refuse a note",
        arguments: [
            (#"{"reference":"Practitioner/d9","display":"Dr. Who"}"#, "Dr. Who"),
            (#"{"reference":"Practitioner/d9"}"#, "Practitioner/d9"), (#"{"display":"a nurse"}"#, "a nurse"),
            (#"{"reference":"Organization/o1"}"#, "Willow House"),
            (#"{"reference":"Organization/o2"}"#, "Organization/o2"),
            (#"{"reference":"Device/x","display":"scale"}"#, "scale"),
            (#"{"reference":"RelatedPerson/m"}"#, "RelatedPerson/m"),
            (#"{"reference":"PractitionerRole/r2"}"#, "Dr. Lin"), (##"{"reference":"#a"}"##, "#a"),
            (#"{"identifier":{"value":"12"}}"#, "12"), (#"{"reference":"Practitioner?identifier=x|1"}"#, "1"),
            (#"{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","display":"D"}"#, "D"),
            (#"{"reference":"not a reference"}"#, "not a reference"),
            (#"{"reference":"Location/l"}"#, "Location/l"),
        ]
    )
    func others(author: String, name: String) throws {
        let note = try note(author: author)
        #expect(note.authors.isEmpty)
        #expect(note.otherAuthors.map(\.name) == [name])
    }

    @Test("to a practitioner inside the note, with the number by which the practice may know them")
    func contained() throws {
        func inside(_ number: String) -> String {
            ##""contained":[{"resourceType":"Practitioner","id":"p","name":[{"text":"Dr. Inside"}],"identifier":"##
                + ##"[{"system":"\##(Self.npi)","value":"\##(number)"}]}],"##
        }
        let told = try note(author: ##"{"reference":"#p"}"##, more: inside("11"))
        #expect(told.otherAuthors.map(\.name) == ["Dr. Inside"])
        #expect(told.otherAuthors.first?.identifiers.map(\.value) == ["11"])
        let known = try note(author: ##"{"reference":"#p"}"##, more: inside("99"))
        #expect(known.authors.map(\.value) == ["Practitioner/d1"])
    }

    @Test("that stand beside the note are kept in words")
    func context() throws {
        let note = try note(
            author: #"{"reference":"Organization/o1"}"#,
            more: #""custodian":{"reference":"Organization?identifier=urn:x|7","display":"Registry"},"#
                + #""authenticator":{"reference":"Practitioner/d1"},"#
        )
        #expect(note.context.custodian == "Registry")
        #expect(note.context.authenticator == "Rivera")
        #expect(note.context.organization == "Willow House")
        let encounters =
            #""context":{"encounter":[{"reference":"Encounter/1","display":"Visit"},"#
            + #"{"reference":"EpisodeOfCare?identifier=urn:x|2"},{"identifier":{"value":"3"}}],"#
        let text = Sample.bundle.replacing(#""context":{"#, with: encounters)
        #expect(try Sample.read(text).notes.first?.context.encounter == "Visit, 2, 3")
    }

    @Test("of two who carry one number name neither")
    func ambiguous() throws {
        let twin = Self.practitioner.replacing(#""d1""#, with: #""d2""#)
        let author = #"{"reference":"Practitioner?identifier=\#(Self.npi)|99","display":"Dr. R"}"#
        let note = Sample.note.replacing(#"{"reference":"Practitioner/d1"}"#, with: author)
        let read = try Sample.read([Sample.patient, Self.practitioner, twin, note].joined(separator: "\n"))
        #expect(read.notes.first?.authors == [])
        #expect(read.notes.first?.otherAuthors.map(\.name) == ["Dr. R"])
    }

    @Test(
        "to the patient",
        arguments: [
            #"{"reference":"Patient?identifier=urn:example:mrn|CANARY-MRN"}"#,
            #"{"identifier":{"system":"urn:example:mrn","value":"CANARY-MRN"}}"#,
            #"{"reference":"Patient/p1/_history/1"}"#,
        ]
    )
    func patient(subject: String) throws {
        let note = Sample.note.replacing(#"{"reference":"Patient/p1"}"#, with: subject)
        let read = try Sample.read([note, Sample.patient].joined(separator: "\n"))
        #expect(read.notes.first?.subjects.map(\.value) == ["Patient/p1"])
        // Where the patient is in no input, the vault is asked.
        let alone = try Sample.read([note, Sample.practitioner].joined(separator: "\n"))
        #expect(alone.refused.isEmpty)
        let named = try #require(alone.notes.first?.subjects.first)
        #expect(named.resourceType == "Patient")
        #expect(alone.notes.first?.absent[named]?.numbers.count == (subject.contains("_history") ? 0 : 1))
    }

    @Test("to a patient inside the note")
    func containedPatient() throws {
        let note = Sample.note.replacing("Patient/p1", with: "#me")
            .replacing(
                #""status":"current""#,
                with:
                    #""contained":[{"resourceType":"Patient","id":"me","name":[{"text":"CANARY"}]}],"status":"current""#
            )
        let read = try Sample.read([note, Sample.practitioner].joined(separator: "\n"))
        #expect(read.notes.first?.subjects.map(\.value) == ["DocumentReference/n1#me"])
        #expect(read.notes.first?.contained.map { $0.name?.copyString() } == ["CANARY"])
    }

    @Test(
        "where a note names nobody, the one patient of a document or transaction is meant, never one of a list"
    )
    func noSubject() throws {
        let note = Sample.note.replacing(#""subject":{"reference":"Patient/p1"},"#, with: "")
        let other = Sample.patient.replacing(#""p1""#, with: #""p2""#)
        func read(_ resources: [String], _ type: String) throws -> FHIRImport {
            let text = Sample.collection(resources, type: type)
            return try Sample.read(
                type == "transaction"
                    ? text.replacing(
                        #"{"resource":"#,
                        with: #"{"request":{"method":"POST","url":"x"},"resource":"#
                    ) : text
            )
        }
        for type in ["document", "transaction"] {
            let found = try #require(try read([note, Sample.patient, Sample.patient], type).notes.first)
            #expect(found.subjects.map(\.value) == ["Patient/p1"])
            #expect(found.fallbacks.contains(.subjectOfBundle))
            let several = try read([note, Sample.patient, other], type).notes.first
            #expect(several?.subjects.map(\.value) == ["DocumentReference/n1#"])
            #expect(several?.fallbacks.contains(.subjectUnknown) == true)
        }
        let listed = try read([note, Sample.patient], "searchset").notes.first
        #expect(listed?.subjects.map(\.value) == ["DocumentReference/n1#"])
        let source = note.replacing(
            #""context":{"#,
            with: #""context":{"sourcePatientInfo":{"reference":"Patient/p1"},"#
        )
        let told = try read([source, Sample.patient, other], "searchset").notes.first
        #expect(told?.subjects.map(\.value) == ["Patient/p1"])
        #expect(told?.fallbacks.contains(.subjectOfSource) == true)
    }

    @Test("labels of the patient and of the encounter reach the note")
    func labels() throws {
        func labeled(_ resource: String, _ code: String) -> String {
            let label = #""meta":{"security":[{"system":"\#(Sample.actCode)","code":"\#(code)"}]},"id""#
            return resource.replacing(#""id""#, with: label)
        }
        let encounter = labeled(#"{"resourceType":"Encounter","id":"e1"}"#, "42CFRPart2")
        let note = Sample.note(security: "")
            .replacing(#""context":{"#, with: #""context":{"encounter":[{"reference":"Encounter/e1"}],"#)
        let plain = try Sample.read([Sample.patient, Sample.practitioner, note].joined(separator: "\n"))
        #expect(plain.notes.first?.compartment == .general)
        let read = try Sample.read(
            [note, encounter, labeled(Sample.patient, "HIV"), Sample.practitioner].joined(separator: "\n")
        )
        #expect(read.notes.first?.compartment == .substanceUse)
        #expect(read.notes.first?.labels.sensitivities.contains("HIV") == true)
    }

    @Test("inputs are read together, in any order", arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
    func together(order: [Int]) throws {
        let files = [Sample.patient, Sample.practitioner, Sample.note]
        let read = try FHIRImport.read(order.map { Array(files[$0].utf8) })
        let bundled = try Sample.read(Sample.bundle)
        #expect(read.formats == [.ndjson, .ndjson, .ndjson])
        #expect(read.notes.map(\.key) == bundled.notes.map(\.key))
        #expect(read.notes.map(\.subjects) == bundled.notes.map(\.subjects))
        #expect(read.notes.map(\.authors) == bundled.notes.map(\.authors))
        #expect(read.entries.map(\.input) == [0, 1, 2])
        #expect(read.entries.map(\.indexInInput) == [0, 0, 0])
    }

    @Test("and an error names the input")
    func inputOfError() throws {
        let broken = Sample.note.replacing(#""status":"current""#, with: #""status":"x""#)
        let read = try FHIRImport.read([Sample.patient, broken].map { Array($0.utf8) })
        let path = "DocumentReference.status"
        #expect(read.refused.map(\.refusal) == [FHIRError(.invalidCode, input: 1, entry: 0, path: path)])
        let thrown = #expect(throws: FHIRError.self) {
            try FHIRImport.read([Sample.patient, "x"].map { Array($0.utf8) })
        }
        #expect(thrown == FHIRError(.malformedJSON, input: 1, offset: 0))
    }
}
