internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// Opens, in memory only, the fields that a permit lists.
struct NoteOpener {
    let noteKeys: NoteKeys
    let caches: OwnerView.Caches

    /// What opening a note gives; the error is `cannotOpen` for anything that is not as it was written and
    /// `keyUnavailable` where nobody granted the key.
    typealias Opened = Result<Content, CryptoError>

    /// The fields that were opened, and who signed them.
    struct Content {
        var fields: [FieldAddress: SensitiveBytes] = [:]
        let signature: NoteSignature?
    }

    /// The fields of notes that their decisions let the reader see.
    ///
    /// - Parameters:
    ///   - notes: The notes; those that the permit does not name are left out.
    ///   - permit: The vault's leave.
    /// - Returns: The fields of each.
    func open(_ notes: [LoadedNote], under permit: borrowing Permit) async -> [(NoteID, Opened)] {
        let permitted = notes.compactMap { note in
            permit.decisions[note.id].map { (note: note, visibility: $0.visibility) }
        }
        return await permitted.concurrentMap { permitted in
            (
                permitted.note.id,
                Opened { () throws(CryptoError) in try open(permitted.note, showing: permitted.visibility) }
            )
        }
    }

    private func open(
        _ note: LoadedNote,
        showing visibility: Visibility
    ) throws(CryptoError) -> Content {
        // Its words are on another chart now, and its key is gone.
        guard note.header.withdrawal?.refiled == nil else { return Content(signature: nil) }
        let reader = try authenticReader(note)
        let key = try noteKeys.noteKey(of: note)
        var content = Content(signature: NoteSignature(reader.manifest))
        content.fields.reserveCapacity(reader.manifest.fields.count)
        for field in reader.manifest.fields {
            let address = FieldAddress(part: field.part, field: field.field)
            guard visibility.shows(address) else { continue }
            content.fields[address] = try reader.open(
                part: field.part,
                field: field.field,
                noteKey: key.key
            )
        }
        return content
    }

    /// All fields of a note, to be sealed again in the same vault; never handed out.
    func fieldsForSealing(_ note: LoadedNote) throws(CryptoError) -> [FieldAddress: SensitiveBytes] {
        let reader = try authenticReader(note)
        let key = try noteKeys.noteKey(of: note)
        var fields: [FieldAddress: SensitiveBytes] = [:]
        for field in reader.manifest.fields {
            fields[FieldAddress(part: field.part, field: field.field)] = try reader.open(
                part: field.part,
                field: field.field,
                noteKey: key.key
            )
        }
        return fields
    }

    /// The current revision, its hashes and its author's signature checked.
    func authenticReader(_ note: LoadedNote) throws(CryptoError) -> RevisionReader {
        guard let stored = note.revision else { throw CryptoError(.cannotOpen) }
        let bytes = stored.value.joined
        let reader = try RevisionReader(opening: bytes, at: note.place, headerKey: note.view.headerKey.key)
        guard reader.frameHash == note.header.frameHash,
            reader.manifest.hash == note.header.manifestHash
        else { throw CryptoError(.cannotOpen) }
        if note.header.status != .draft {
            try caches.signatures.verifyOnce(note.header.frameHash) { () throws(CryptoError) in
                try verifyAuthor(reader, note)
            }
        }
        return reader
    }

    /// An earlier revision, as the header remembers it, its author's signature checked.
    func authenticReader(
        _ past: NoteHeader.PastRevision,
        _ stored: StoredRecord,
        of note: LoadedNote
    ) throws(CryptoError) -> RevisionReader {
        var place = note.place
        place.revision = past.revision
        let reader = try RevisionReader(
            opening: stored.value.joined,
            at: place,
            headerKey: note.view.headerKey.key
        )
        guard reader.frameHash == past.frameHash, reader.manifest.hash == past.manifestHash else {
            throw CryptoError(.cannotOpen)
        }
        try reader.checkBlobs()
        try verifyAuthor(reader, note)
        return reader
    }

    private func verifyAuthor(_ reader: RevisionReader, _ note: LoadedNote) throws(CryptoError) {
        guard let signature = reader.manifest.signature else { throw CryptoError(.cannotOpen) }
        let signer = try note.view.keys.signer(signature.signer, noteKeys.keys)
        try reader.verifySignature { _ in signer.publicKeys.signing }
        guard signer.principal == reader.manifest.author,
            note.header.admits(signature.kind, by: signer.principal)
        else { throw CryptoError(.cannotOpen) }
    }
}
