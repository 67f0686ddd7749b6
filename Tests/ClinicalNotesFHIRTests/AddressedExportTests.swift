import ClinicalNotesModel
import Testing

@testable import ClinicalNotesFHIR

@Suite("An export without addresses whose notes refer by address")
struct AddressedExportTests {
    private static let server = "https://ehr.example/fhir"
    private static let people = [
        #"{"resourceType":"Patient","id":"p","name":[{"family":"Doe"}]}"#,
        #"{"resourceType":"Practitioner","id":"d","name":[{"family":"Rivera"}]}"#,
        #"{"resourceType":"Binary","id":"b","contentType":"text/plain","data":"SGVsbG8="}"#,
    ]

    private static func note(
        _ id: String,
        patient: String = "\(server)/Patient/p",
        author: String = "\(server)/Practitioner/d",
        url: String = "\(server)/Binary/b"
    ) -> String {
        #"{"resourceType":"DocumentReference","id":"\#(id)","status":"current","#
            + #""subject":{"reference":"\#(patient)"},"author":[{"reference":"\#(author)"}],"#
            + #""content":[{"attachment":{"contentType":"text/plain","url":"\#(url)"}}]}"#
    }

    private func read(_ lines: [String]) throws -> FHIRImport {
        try FHIRImport.read(Array(lines.joined(separator: "\n").utf8))
    }

    @Test("finds its people and files, in any order, also when it is read as it arrives")
    func found() async throws {
        for lines in [Self.people + [Self.note("n")], [Self.note("n")] + Self.people] {
            let note = try #require(try read(lines).notes.first)
            #expect(note.subjects.map(\.value) == ["Patient/p"])
            #expect(note.authors.map(\.value) == ["Practitioner/d"])
            #expect(note.text.copyString() == "Hello")
            let practice = try await ImportingPractice()
            let bytes = Array(lines.joined(separator: "\n").utf8)
            let source = FHIRSource(byteCount: bytes.count) {
                AsyncStream { pieces in
                    pieces.yield(bytes)
                    pieces.finish()
                }
            }
            let tally = try await FHIRImporter(source: Self.server)
                .run([source], into: try await practice.clerk())
            #expect(tally.imported == 1 && tally.registered == 1 && tally.provisional == 0)
        }
    }

    @Test("does not take somebody of another server for one of its own")
    func others() throws {
        let elsewhere = "https://other.example/fhir"
        let mixed = [
            // Two servers are meant: neither is known to be this one.
            [Self.note("n"), Self.note("m", patient: "\(elsewhere)/Patient/p")],
            // Its own people it calls by their ids, so that an address is somebody else's.
            [Self.note("m", patient: "\(elsewhere)/Patient/p"), Self.note("n", patient: "Patient/p")],
        ]
        for notes in mixed {
            let found = try read(Self.people + notes).notes.first { $0.key.value.hasSuffix("/m") }
            #expect(found?.subjects.map(\.value) == ["\(elsewhere)/Patient/p"])
            // Of another type nothing is doubted.
            #expect(found?.authors.map(\.value) == ["Practitioner/d"])
        }
        // What came with an address of its own is of that server and no other.
        let bundle =
            #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"\#(elsewhere)/Patient/p","#
            + #""resource":\#(Self.people[0])},{"resource":\#(Self.note("n"))}]}"#
        #expect(try read([bundle]).notes.first?.subjects.map(\.value) == ["\(Self.server)/Patient/p"])
    }
}
