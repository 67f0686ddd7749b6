internal import ClinicalNotesCrypto
public import ClinicalNotesModel

/// Who signed a note, and when.
public struct NoteSignature: Hashable, Sendable {
    /// What a signature says.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An author signed their own words.
        case author
        /// Whoever took the note over attests that it is what the source had.
        case importer
        /// A supervisor signed beside the author.
        case cosigner
    }

    /// What the signature says.
    public let kind: Kind
    /// Who signed.
    public let by: PrincipalID
    /// When.
    public let at: Instant
    /// Which revision.
    public let revision: UInt64
}

extension NoteSignature {
    /// The signature of a revision that was checked; `nil` for a draft.
    init?(_ manifest: Manifest) {
        guard let signature = manifest.signature else { return nil }
        switch signature.kind {
        case .author: kind = .author
        case .importer: kind = .importer
        }
        by = manifest.author
        at = manifest.signedAt
        revision = manifest.place.revision
    }

    init(_ cosignature: NoteHeader.Cosignature) {
        kind = .cosigner
        by = cosignature.principal
        at = cosignature.at
        revision = cosignature.revision
    }
}
