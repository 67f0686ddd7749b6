import ClinicalNotesCrypto
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesModel

extension RecordSamples {
    static let attachmentKey = [UInt8](repeating: 0xB8, count: 32)

    static let run = SegmentRun(
        tenant: tenant,
        owner: note.owner,
        compartment: CompartmentID(id(0x36)),
        first: RecordID(id(0x37)).segment(0)
    )

    static let names = [
        ("attachment name", try? AttachmentName("Sitzung vom März.wav", mediaType: "audio/wav")),
        ("attachment without a name", try? AttachmentName(nil, mediaType: "application/pdf")),
    ].compactMap { name, value in value.map { (name, $0) } }

    static func attachments() throws -> [(String, AttachmentRecord)] {
        let noteKey = try HeldKey(SecretKey(copying: SensitiveBytes(attachmentKey)))
        let keyring = try Keyring.generate(for: therapist, entropy: .counting(from: 60))
        let unsigned = AttachmentRecord(
            note: note,
            by: therapist,
            at: noon,
            first: run.first,
            size: UInt64(SegmentRun.segmentSize) + 1,
            segments: [digest(5), digest(6)],
            name: try names[0].1.sealed(beside: run, under: noteKey, .counting(from: 92))
        )
        var signed = unsigned
        signed.signature = AttachmentRecord.Signature(
            key: keyring.publicKeys.signing.id,
            bytes: try keyring.sign(unsigned.message)
        )
        return [("attachment", signed), ("attachment without a signature", unsigned)]
    }

    static let upload: PendingUpload = {
        var upload = PendingUpload(request: id(0x38), owner: note.owner, first: run.first, at: noon)
        upload.count = 12
        return upload
    }()
}
