internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The segments of an attachment, all written, and not readable before the attachment is filed.
struct StoredSegments: Sendable {
    let run: SegmentRun
    let size: UInt64
    /// The hashes of the sealed segments in their order.
    let hashes: [Digest]
    /// What must still stand when the attachment is filed: how far it is, which goes then.
    let upload: Expectation
    /// Segments of an earlier attempt that was longer.
    let surplus: [RecordKey]
}

/// An attachment that is to be filed with its note.
struct NewAttachment: Sendable {
    let segments: StoredSegments
    let name: AttachmentName
}

extension OwnerEditor {
    /// Files an attachment whose segments are written, in the commit from which on they can be read.
    ///
    /// - Parameters:
    ///   - attachment: The attachment.
    ///   - note: The note that it belongs to, whose header is to name it.
    ///   - noteKey: The note's key, which its segments are sealed under.
    ///   - session: Who attaches it, and signs if they have their own keys at hand.
    ///   - now: When.
    /// - Returns: Its record.
    /// - Throws: `CryptoError`.
    mutating func store(
        _ attachment: NewAttachment,
        of note: NoteID,
        under noteKey: HeldKey,
        by session: NoteSession,
        at now: Instant
    ) throws(CryptoError) -> RecordID {
        let segments = attachment.segments
        var manifest = AttachmentRecord(
            note: note,
            by: session.principal,
            at: now,
            first: segments.run.first,
            size: segments.size,
            segments: segments.hashes,
            name: try attachment.name.sealed(beside: segments.run, under: noteKey, entropy)
        )
        if let keyring = session.state.keyring, !keyring.isLocked {
            manifest.signature = AttachmentRecord.Signature(
                key: keyring.publicKeys.signing.id,
                bytes: try keyring.sign(manifest.message)
            )
        }
        let record = newRecord()
        try store(.attachment, manifest.encoded, as: record)
        expect(segments.upload)
        write(.delete(segments.upload.key))
        for key in segments.surplus { write(.delete(key)) }
        return record
    }

    /// Takes an attachment away with its note.
    mutating func discard(_ attachment: AttachmentRecord, as record: RecordID) throws(CryptoError) {
        try remove(record)
        for number in attachment.segments.indices {
            write(.delete(records.segment(attachment.first.segment(UInt32(number)))))
        }
    }
}
