internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Where a note stood before it was refiled, who did it, and what proves who wrote it and when.
struct NoteRefiling: Hashable, Sendable {
    /// A revision as it was signed on the wrong chart.
    struct Original: Hashable, Sendable {
        let revision: UInt64
        let manifestHash: Digest
        /// Where it is kept, and what the stored bytes hash to.
        let locator: RecordID
        let hash: Digest
        /// The signatures of supervisors over it.
        let cosignatures: [NoteHeader.Cosignature]
    }

    /// The note that it was.
    let from: NoteID
    /// Who refiled it: its author, or somebody for an author who is gone.
    let by: PrincipalID
    /// When.
    let at: Instant
    /// Every revision that was signed, there or wherever it stood before, the oldest first; none of a draft.
    let originals: [Original]

    init(
        from note: NoteID,
        by principal: PrincipalID,
        at moment: Instant,
        originals: [Original]
    ) {
        (from, by, at) = (note, principal, moment)
        self.originals = originals
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        from = try reader.noteID()
        by = try reader.identifier()
        at = try reader.instant()
        originals = try reader.list { reader throws(MalformedBytes) in
            Original(
                revision: try reader.integer(),
                manifestHash: try reader.digest(),
                locator: try reader.identifier(),
                hash: try reader.digest(),
                cosignatures: try reader.list { reader throws(MalformedBytes) in
                    try NoteHeader.Cosignature(from: &reader)
                }
            )
        }
    }

    func encode(into writer: inout ByteWriter) {
        writer.noteID(from)
        writer.identifier(by)
        writer.instant(at)
        writer.list(originals) { writer, original in
            writer.integer(original.revision)
            writer.raw(original.manifestHash.bytes)
            writer.identifier(original.locator)
            writer.raw(original.hash.bytes)
            writer.list(original.cosignatures) { $1.encode(into: &$0) }
        }
    }
}

extension NoteHeader.Cosignature {
    init(from reader: inout ByteReader) throws(MalformedBytes) {
        self.init(
            principal: try reader.identifier(),
            revision: try reader.integer(),
            at: try reader.instant(),
            key: KeyID(try reader.bytes16()),
            signature: Array(try reader.counted())
        )
    }

    func encode(into writer: inout ByteWriter) {
        writer.identifier(principal)
        writer.integer(revision)
        writer.instant(at)
        writer.bytes16(key.bytes)
        writer.counted(signature)
    }
}
