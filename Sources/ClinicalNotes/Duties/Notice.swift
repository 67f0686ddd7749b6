public import ClinicalNotesPolicy

/// A sentence that goes wherever an opened note goes: it tells whoever gets the note what binds them.
public struct Notice: Hashable, Sendable {
    /// The obligation that the notice carries out.
    public let obligation: Obligation
    /// The sentence; where law prescribes it, in the words of the law.
    public let text: String
}
