public import ClinicalNotesModel

/// One signed state of a note, or the draft as it stands: who wrote it, when, and what it said.
public struct NoteRevision: Sendable {
    /// Its number; later ones are higher.
    public let revision: UInt64
    /// Who signed it, and when; `nil` for a draft.
    public let signature: NoteSignature?
    /// The supervisors who signed beside.
    public let cosignatures: [NoteSignature]
    /// Its words.
    public let fields: [FieldAddress: SensitiveBytes]

    /// What one field said in two revisions.
    public struct Change: Sendable {
        /// The field.
        public let field: FieldAddress
        /// What it said before; `nil` if it was empty.
        public let before: SensitiveBytes?
        /// What it says since; `nil` if it is empty.
        public let after: SensitiveBytes?
    }

    /// The fields that differ from those of an earlier revision, in the order of parts and fields.
    public func changes(since earlier: NoteRevision) -> [Change] {
        Set(fields.keys).union(earlier.fields.keys).sorted().compactMap { address in
            let (before, after) = (earlier.fields[address], fields[address])
            return before == after ? nil : Change(field: address, before: before, after: after)
        }
    }
}
