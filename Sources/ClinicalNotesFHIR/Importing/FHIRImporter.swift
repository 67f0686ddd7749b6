public import ClinicalNotes
public import ClinicalNotesModel

/// Takes what an R4 input holds into a vault.
///
/// Patients are recognised by those of their identifiers that name one person (``IdentifierSystems``) and by what the source
/// itself calls them, as long as name, birth date and gender do not contradict it; notes by theirs: importing the same
/// input again writes nothing. An author is made out by the host, or by an identifier that an enrolled principal carries; others stay attested facts.
/// Practitioners are not enrolled, and a group is on record with its first note.
public struct FHIRImporter: Sendable {
    /// The URI of the system that the input comes from; makes ids that are unique there alone unique everywhere.
    public let source: String
    /// Which identifiers name one person and nobody else.
    public let identifiers: IdentifierSystems
    let author: @Sendable (ImportedPractitioner) -> PrincipalID?

    /// Makes an importer for the inputs of one system.
    ///
    /// - Parameters:
    ///   - source: The URI of the system that the input comes from. Give the same one with every input of it, and never
    ///     one for two systems: their ids would be taken for the same.
    ///   - identifiers: Which identifiers name one person and nobody else.
    ///   - author: The enrolled principal that a practitioner is; `nil` to go by the identifiers.
    public init(
        source: String,
        identifiers: IdentifierSystems = .standard,
        author: @escaping @Sendable (ImportedPractitioner) -> PrincipalID? = { _ in nil }
    ) {
        self.source = source
        self.identifiers = identifiers
        self.author = author
    }

    /// Imports every entry that can be, and reports about each.
    ///
    /// - Parameters:
    ///   - input: What was read.
    ///   - session: A session of verified staff of the practice, with their own keys: they sign for the import.
    ///   - dryRun: Whether to check everything and write nothing.
    /// - Returns: What became of each entry.
    /// - Throws: `VaultError` if the session may not import, or if the import cannot go on; a repeat takes up where it
    ///   stopped.
    public func run(
        _ input: FHIRImport,
        into session: NoteSession,
        dryRun: Bool = false
    ) async throws(VaultError) -> FHIRImportReport {
        let plan = ImportPlan(input, importer: self)
        return FHIRImportReport(input, try await session.importRecords(plan.records, dryRun: dryRun))
    }
}
