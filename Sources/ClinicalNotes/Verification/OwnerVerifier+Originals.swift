internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension OwnerVerifier {
    /// What was signed on another chart must be what the header remembers; in ordinary custody it must open, and be signed.
    mutating func takeOriginal(_ row: StoredRecord) {
        guard let (record, index) = originals[row.key.record], let note = notes[record],
            let original = note.header.refiling?.originals[index], let trusted
        else { return }
        notes[record]?.seenHistory.insert(row.key.record)
        guard let bytes = try? original.authentic(row) else {
            findings.add(.altered, row.key)
            return
        }
        guard note.header.compartment.custody == .ordinary, note.lockedKey != nil else { return }
        do throws(CryptoError) {
            let key = try ordinaryKey(of: note, record)
            let place = records.original(
                record,
                compartment: trusted.aggregate.compartmentID(note.header.compartment),
                index: index
            )
            let opened = try OriginalRevision(opening: bytes, at: place, under: key)
            try original.verify(opened.revision) { (key) throws(CryptoError) in
                guard let signer = trusted.signers[key] else { throw CryptoError(.cannotOpen) }
                return signer
            }
            let oldKey = try opened.key(under: key)
            for field in opened.revision.manifest.fields {
                _ = try opened.revision.open(part: field.part, field: field.field, noteKey: oldKey)
            }
        } catch {
            findings.add(.unsigned, row.key)
        }
    }
}
