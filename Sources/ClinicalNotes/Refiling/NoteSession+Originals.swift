internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Opens what was signed of a refiled note on the chart where it stood first, and proves that it was.
    ///
    /// Decided and recorded as a reading, for those who may read all of the note. Every signature is checked, and as long as the note was not
    /// amended since, that its words are those that were signed last.
    ///
    /// - Parameter note: The note on the right chart.
    /// - Returns: The revisions, the oldest first; none of a note that was never refiled or was a draft then.
    /// - Throws: ``NotesError`` as ``read(_:)-(NoteID)``; `tampered` for what is not as it was signed.
    public func originals(of note: NoteID) async throws(NotesError) -> [NoteRevision] {
        try await whole(note) {
            ($0.header.refiling?.originals ?? []).map(\.locator)
        } opening: {
            (opener, note, rows) throws(CryptoError) in
            try opener.originals(of: note, rows)
        }
    }
}

extension NoteOpener {
    /// What was signed of a refiled note elsewhere, each signature checked.
    ///
    /// - Parameters:
    ///   - note: The note on the right chart.
    ///   - rows: What is stored of each original, in order.
    /// - Returns: The revisions, the oldest first.
    /// - Throws: `CryptoError`.
    func signedBefore(_ note: LoadedNote, _ rows: [StoredRecord?]) throws(CryptoError) -> [Refiling.Signed] {
        guard let refiling = note.header.refiling, !refiling.originals.isEmpty else { return [] }
        let noteKey = try noteKeys.noteKey(of: note)
        var found: [Refiling.Signed] = []
        for (index, original) in refiling.originals.enumerated() {
            guard index < rows.count, let row = rows[index] else { throw CryptoError(.cannotOpen) }
            let opened = try OriginalRevision(
                opening: original.authentic(row),
                at: note.view.records.original(
                    note.id.record,
                    compartment: note.view.aggregate.compartmentID(note.header.compartment),
                    index: index
                ),
                under: noteKey.key
            )
            try original.verify(opened.revision) { (key) throws(CryptoError) in
                try note.view.keys.signer(key, noteKeys.keys)
            }
            found.append(
                Refiling.Signed(
                    revision: opened.revision,
                    key: HeldKey(try opened.key(under: noteKey.key)),
                    cosignatures: original.cosignatures
                )
            )
        }
        return found
    }

    fileprivate func originals(
        of note: LoadedNote,
        _ rows: [StoredRecord?]
    ) throws(CryptoError) -> [NoteRevision] {
        // What went on to another chart is proven there.
        guard note.header.withdrawal?.refiled == nil else { return [] }
        let found = try signedBefore(note, rows).map { (signed) throws(CryptoError) in
            NoteRevision(
                revision: signed.revision.manifest.place.revision,
                signature: NoteSignature(signed.revision.manifest),
                cosignatures: signed.cosignatures.map { NoteSignature($0) },
                fields: try signed.revision.fields(under: signed.key.key)
            )
        }
        if note.header.revision == 1, let last = found.last {
            guard try fieldsForSealing(note) == last.fields else { throw CryptoError(.cannotOpen) }
        }
        return found
    }
}

extension NoteRefiling.Original {
    /// The stored bytes, if they are those that the header remembers.
    func authentic(_ row: StoredRecord) throws(CryptoError) -> [UInt8] {
        let bytes = row.value.joined
        guard row.revision == 1, Digest.of(bytes) == hash else { throw CryptoError(.cannotOpen) }
        return bytes
    }

    /// Checks that a revision is the one that is remembered, and that its author signed it.
    func verify(
        _ reader: RevisionReader,
        _ signer: (KeyID) throws(CryptoError) -> EnrollmentStatement
    ) throws(CryptoError) {
        guard let signature = reader.manifest.signature, reader.manifest.hash == manifestHash,
            reader.manifest.place.revision == revision
        else { throw CryptoError(.cannotOpen) }
        let enrolled = try signer(signature.signer)
        try reader.verifySignature { _ in enrolled.publicKeys.signing }
        guard enrolled.principal == reader.manifest.author else { throw CryptoError(.cannotOpen) }
        try reader.checkBlobs()
    }
}
