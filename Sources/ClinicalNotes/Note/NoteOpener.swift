internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// Opens, in memory only, the fields that a permit lists.
struct NoteOpener {
    let noteKeys: NoteKeys
    let caches: OwnerView.Caches

    /// The fields of a note that its decision lets the reader see.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - permit: The vault's leave.
    /// - Returns: The fields.
    /// - Throws: `CryptoError`: `cannotOpen` for anything that is not as it was written, `keyUnavailable` where
    ///   nobody granted the key.
    func open(
        _ note: LoadedNote,
        under permit: borrowing Permit
    ) throws(CryptoError) -> [FieldAddress: SensitiveBytes] {
        guard let decision = permit.decision(for: note.id) else { throw CryptoError(.keyUnavailable) }
        let reader = try authenticReader(note)
        let key = try noteKeys.noteKey(of: note)
        var fields: [FieldAddress: SensitiveBytes] = [:]
        for field in reader.manifest.fields {
            let address = FieldAddress(part: field.part, field: field.field)
            guard decision.visibility.shows(address) else { continue }
            fields[address] = try reader.open(part: field.part, field: field.field, noteKey: key.key)
        }
        return fields
    }

    /// All fields of a note, to be sealed again in the same vault; never handed out.
    func fieldsForSealing(_ note: LoadedNote) throws(CryptoError) -> [FieldAddress: SensitiveBytes] {
        let reader = try authenticReader(note)
        let key = try noteKeys.noteKey(of: note)
        var fields: [FieldAddress: SensitiveBytes] = [:]
        for field in reader.manifest.fields {
            fields[FieldAddress(part: field.part, field: field.field)] =
                try reader.open(part: field.part, field: field.field, noteKey: key.key)
        }
        return fields
    }

    /// The current revision, its hashes and its author's signature checked.
    func authenticReader(_ note: LoadedNote) throws(CryptoError) -> RevisionReader {
        guard let stored = note.revision else { throw CryptoError(.cannotOpen) }
        let bytes = stored.value.joined
        guard RevisionReader.recordHash(of: bytes) == note.header.recordHash else {
            throw CryptoError(.cannotOpen)
        }
        let reader = try RevisionReader(opening: bytes, at: note.place, headerKey: note.view.headerKey.key)
        guard reader.manifest.hash == note.header.manifestHash else { throw CryptoError(.cannotOpen) }
        if note.header.status != .draft {
            try caches.signatures.verifyOnce(note.header.recordHash) { () throws(CryptoError) in
                try verifyAuthor(reader, note)
            }
        }
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

extension Visibility {
    /// Whether a field is among what the decision lets the reader see.
    func shows(_ address: FieldAddress) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .only(let parts, let hidden): parts.contains(address.part) && !hidden.contains(address)
        }
    }

    func shows(_ part: NotePart) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .only(let parts, _): parts.contains(part.id)
        }
    }
}
