internal import ClinicalNotesCrypto

/// What the journal keeps of one owner: what was narrowed, sealed, and the owner's epoch afterwards.
struct OwnerLine {
    let epoch: UInt64
    let sealed: [UInt8]

    /// What was narrowed, opened with the owner's own key.
    func narrowing(of view: OwnerView) throws(NotesError) -> Narrowing {
        do throws(CryptoError) {
            return try JournalLine.narrowing(sealed, epoch: epoch, view)
        } catch {
            throw NotesError(.tampered, at: "journal")
        }
    }
}
