public import ClinicalNotesModel

extension FHIRImporter {
    /// Gives the bytes at an address that the input names, or throws.
    ///
    /// The address is the input's: whoever fetches decides which ones to trust.
    public typealias Fetch = @Sendable (_ address: String) async throws -> SensitiveBytes

    /// Gives the kind of a note whose type is none of `NoteKind.catalog`, or `nil` to take the fallback.
    public typealias Kind = @Sendable (ImportedNote) -> NoteKind?

    /// Gives the compartment of a note; without one, its labels decide.
    public typealias Classify = @Sendable (ImportedNote) -> Compartment
}
