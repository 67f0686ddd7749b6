internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The manifest of an attachment: which segments it has.
///
/// Filed under the owner's header key, so that segments can be verified by who cannot open them.
struct AttachmentRecord: Hashable, Sendable {
    /// Who attached it says so with their own key.
    struct Signature: Hashable, Sendable {
        let key: KeyID
        let bytes: [UInt8]
    }

    private static let version: UInt8 = 1

    let note: NoteID
    let by: PrincipalID
    let at: Instant
    /// The record of the first segment; those of the others differ in the number.
    let first: RecordID
    let size: UInt64
    /// The hashes of the sealed segments in their order.
    let segments: [Digest]
    /// The sealed name.
    let name: [UInt8]
    /// Missing where whoever attached it had no keys of their own at hand.
    var signature: Signature?

    /// Whether a segment is the last.
    func isLast(_ number: UInt32) -> Bool { Int(number) == segments.count - 1 }

    /// What the signature is over.
    var message: [UInt8] {
        var unsigned = self
        unsigned.signature = nil
        return Array("cnotes attachment v1".utf8) + Digest.of(unsigned.encoded).bytes
    }

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 256 + name.count + Digest.size * segments.count)
        writer.integer(Self.version)
        writer.noteID(note)
        writer.identifier(by)
        writer.instant(at)
        writer.identifier(first)
        writer.integer(size)
        writer.list(segments) { $1.encode(into: &$0) }
        writer.counted(name)
        writer.optional(signature) { writer, signature in
            writer.bytes16(signature.key.bytes)
            writer.counted(signature.bytes)
        }
        return writer.bytes
    }
}

// An extension, so that the memberwise initializer stays.
extension AttachmentRecord {
    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        note = try reader.noteID()
        by = try reader.identifier()
        at = try reader.instant()
        first = try reader.identifier()
        size = try reader.integer()
        segments = try reader.list { reader throws(MalformedBytes) in try reader.digest() }
        name = Array(try reader.counted())
        signature = try reader.optional { reader throws(MalformedBytes) in
            Signature(key: KeyID(try reader.bytes16()), bytes: Array(try reader.counted()))
        }
        try reader.finish()
        guard first.segmentNumber == 0, size <= SegmentRun.maximumBytes,
            UInt64(segments.count) == SegmentRun.count(of: size)
        else { throw MalformedBytes() }
    }
}

extension AttachmentRecord {
    /// Checks the signature, if there is one.
    ///
    /// - Parameter signer: The certified principal of a signing key.
    /// - Throws: `CryptoError` with `cannotOpen`, or what `signer` throws.
    func verifySignature(
        _ signer: (KeyID) throws(CryptoError) -> EnrollmentStatement
    ) throws(CryptoError) {
        guard let signature else { return }
        let certified = try signer(signature.key)
        guard certified.principal == by,
            certified.publicKeys.signing.isValid(signature.bytes, of: message)
        else { throw CryptoError(.cannotOpen) }
    }
}

extension OwnerView {
    /// The manifest of an attachment of a note.
    ///
    /// - Throws: `CryptoError` with `cannotOpen` if there is none, or it is another note's or not what was written.
    func attachment(
        _ record: RecordID,
        of note: NoteID,
        _ stored: StoredRecord?
    ) throws(CryptoError) -> AttachmentRecord {
        guard let entry = try entry(record) else { throw CryptoError(.cannotOpen) }
        let opened = try open(try authentic(entry, stored), entry, as: .attachment)
        guard let attachment = try? AttachmentRecord(decoding: opened), attachment.note == note else {
            throw CryptoError(.cannotOpen)
        }
        return attachment
    }
}
