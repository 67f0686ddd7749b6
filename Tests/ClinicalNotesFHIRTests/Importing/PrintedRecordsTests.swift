import ClinicalNotesModel
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("What is imported and printed tells no name, no number and no words")
struct PrintedRecordsTests {
    @Test func `however it is printed`() {
        let number = PersonIdentifier(system: "urn:example:canary", value: "CANARY")
        let patients: [ExternalPatient] = [
            .provisional(name: "CANARY", key: number),
            .identified([number]),
            .person(Person(legalName: "CANARY", identifiers: [number]), key: number),
        ]
        let file = ExternalAttachment(
            name: "CANARY",
            mediaType: "x/canary",
            content: .bytes(SensitiveBytes(Array("CANARY".utf8)))
        )
        let attached = Attachment(
            id: AttachmentID(
                note: NoteID(owner: OwnerID(.zero), record: RecordID(.zero)),
                record: RecordID(.zero)
            ),
            name: "CANARY",
            mediaType: "x/canary",
            size: 1,
            attachedBy: PrincipalID(.zero),
            attachedAt: Instant(milliseconds: 0),
            isSigned: true
        )
        let values: [Any] = [
            patients, ExternalRecords(patients: patients, notes: [], source: "urn:example:hospital"), file,
            attached,
            ExternalLink(.seeAlso, number),
        ]
        for value in values {
            var printed = "\(value) \(String(reflecting: value))"
            dump(value, to: &printed)
            #expect(!printed.lowercased().contains("canary"), "\(printed)")
        }
    }

    @Test func `a patient whom a search by name would find is told as not known`() throws {
        for reference in ["Patient?family=Doe&birthdate=1970-01-01", "Patient?identifier:exact=urn:x|7"] {
            let text =
                #"{"resourceType":"DocumentReference","id":"n","status":"current","subject":{"reference":"\#(reference)"},"#
                + #""content":[{"attachment":{"contentType":"text/plain","data":"V29yZHMu"}}]}"#
            let read = try FHIRImport.read(Array(text.utf8))
            #expect(read.notes.map { $0.text.copyString() } == ["Words."])
            #expect(read.notes.first?.fallbacks.contains(.subjectUnknown) == true)
        }
    }
}
