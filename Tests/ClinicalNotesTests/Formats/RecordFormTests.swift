import ClinicalNotesCrypto
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// Records of the vault are read strictly, as those of the model are.
@Suite("Records of the vault")
struct RecordFormTests {
    /// Reads bytes as a record and writes what was read anew.
    struct Form: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let rewritten: @Sendable ([UInt8]) throws(MalformedBytes) -> [UInt8]
    }

    static let forms: [Form] = {
        var forms: [Form] = []
        for header in RecordSamples.headers + RecordSamples.headersOfErrors.map(\.header) {
            forms.append(
                Form(testDescription: "header", bytes: header.encoded) { bytes throws(MalformedBytes) in
                    try NoteHeader(decoding: bytes).encoded
                }
            )
        }
        for (name, entry) in RecordSamples.entries {
            forms.append(
                Form(testDescription: name, bytes: entry.encoded) { bytes throws(MalformedBytes) in
                    var reader = ByteReader(bytes)
                    let entry = try AuditEntry(from: &reader)
                    try reader.finish()
                    return entry.encoded
                }
            )
        }
        for (name, aggregate) in (try? RecordSamples.aggregates()) ?? [] {
            forms.append(
                Form(testDescription: name, bytes: aggregate.encoded) { bytes throws(MalformedBytes) in
                    try OwnerAggregate(decoding: bytes).encoded
                }
            )
        }
        for (name, enrollment) in (try? RecordSamples.enrollments()) ?? [] {
            forms.append(
                Form(testDescription: name, bytes: written(enrollment)) { bytes throws(MalformedBytes) in
                    var reader = ByteReader(bytes)
                    let enrollment = try Enrollment(from: &reader)
                    try reader.finish()
                    return written(enrollment)
                }
            )
        }
        for tenant in [try? RecordSamples.tenantRecord()].compactMap(\.self) {
            forms.append(
                Form(testDescription: "tenant", bytes: tenant.encoded) { bytes throws(MalformedBytes) in
                    try TenantRecord(decoding: bytes).encoded
                }
            )
        }
        for tile in [try? RecordSamples.auditTile()].compactMap(\.self) {
            forms.append(
                Form(testDescription: "audit tile", bytes: tile.encoded) { bytes throws(MalformedBytes) in
                    try AuditTile(1, decoding: bytes).encoded
                }
            )
        }
        forms.append(
            Form(testDescription: "access response", bytes: RecordSamples.response.encoded) {
                bytes throws(MalformedBytes) in
                try AccessResponse(decoding: bytes).encoded
            }
        )
        forms.append(
            Form(testDescription: "amendment request", bytes: RecordSamples.request.encoded.copyBytes()) {
                bytes throws(MalformedBytes) in
                try AmendmentRequest(decoding: bytes).encoded.copyBytes()
            }
        )
        forms.append(
            Form(testDescription: "accounting", bytes: RecordSamples.accounting.encoded) {
                bytes throws(MalformedBytes) in
                try Accounting(decoding: bytes).encoded
            }
        )
        for (name, narrowing) in (try? RecordSamples.narrowings()) ?? [] {
            forms.append(
                Form(testDescription: name, bytes: narrowing.encoded) { bytes throws(MalformedBytes) in
                    try Narrowing(decoding: bytes).encoded
                }
            )
        }
        for line in RecordSamples.journalLines {
            forms.append(
                Form(testDescription: "journal line", bytes: line.encoded) { bytes throws(MalformedBytes) in
                    try JournalLine(decoding: bytes).encoded
                }
            )
        }
        for (name, attachment) in (try? RecordSamples.attachments()) ?? [] {
            forms.append(
                Form(testDescription: name, bytes: attachment.encoded) { bytes throws(MalformedBytes) in
                    try AttachmentRecord(decoding: bytes).encoded
                }
            )
        }
        for (name, value) in RecordSamples.names {
            forms.append(
                Form(testDescription: name, bytes: value.encoded) { bytes throws(MalformedBytes) in
                    try AttachmentName(decoding: bytes).encoded
                }
            )
        }
        forms.append(
            Form(testDescription: "upload", bytes: RecordSamples.upload.encoded) {
                bytes throws(MalformedBytes) in
                try PendingUpload(decoding: bytes).encoded
            }
        )
        return forms
    }()

    private static func written(_ enrollment: Enrollment) -> [UInt8] {
        var writer = ByteWriter()
        enrollment.encode(into: &writer)
        return writer.bytes
    }

    @Test func `every sample is among them`() { #expect(Self.forms.count == 37) }

    @Test(arguments: forms)
    func `are refused when cut short, lengthened, or of another version`(form: Form) throws {
        #expect(try form.rewritten(form.bytes) == form.bytes)
        for count in 0..<form.bytes.count {
            #expect(throws: MalformedBytes.self) { try form.rewritten(Array(form.bytes[..<count])) }
        }
        #expect(throws: MalformedBytes.self) { try form.rewritten(form.bytes + [0]) }
        #expect(throws: MalformedBytes.self) { try form.rewritten([3] + form.bytes.dropFirst()) }
    }

    @Test(arguments: forms)
    func `never crash on a changed byte, and have one form for each value`(form: Form) {
        for position in form.bytes.indices {
            for change: UInt8 in [1, 2, 0x20, 0x80, 0xFF] {
                var changed = form.bytes
                changed[position] ^= change
                guard let rewritten = try? form.rewritten(changed) else { continue }
                #expect(rewritten == changed, "byte \(position)")
            }
        }
    }
}
