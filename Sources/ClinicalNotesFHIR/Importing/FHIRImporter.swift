public import ClinicalNotes
public import ClinicalNotesModel

/// Takes what R4 inputs hold into a vault.
///
/// Patients are recognised by those of their identifiers that name one person (``IdentifierSystems``) and by what the source
/// itself calls them, as long as birth date and gender do not contradict it; notes by their master identifier, else by what the
/// source calls them: importing the same input again writes nothing, and a later version changes what the earlier one left. An
/// author is made out by the host, or by an identifier that an enrolled principal carries; others stay attested facts.
/// Practitioners are not enrolled, and a group is on record with its first note.
public struct FHIRImporter: Sendable {
    /// The URI of the system that the input comes from; makes ids that are unique there alone unique everywhere.
    public let source: String
    /// Which identifiers name one person and nobody else.
    public let identifiers: IdentifierSystems
    let author: @Sendable (ImportedPractitioner) -> PrincipalID?
    let kind: Kind?
    let classify: Classify?
    let fetch: Fetch?

    /// Makes an importer for the inputs of one system.
    ///
    /// - Parameters:
    ///   - source: The URI of the system that the input comes from, best the address of its server. Give the same one with
    ///     every input of it, and never one for two systems: their ids would be taken for the same.
    ///   - identifiers: Which identifiers name one person and nobody else.
    ///   - author: The enrolled principal that a practitioner is; `nil` to go by the identifiers.
    ///   - kind: The kind of a note whose type is none of `NoteKind.catalog`.
    ///   - classify: The compartment of a note, such as of one that the host knows to be a psychotherapy note. Never a laxer
    ///     one than that of its labels: of both the stricter counts.
    ///   - fetch: Gives the bytes of attachments that are at an address; without it such a note is refused, unless it has
    ///     words of its own.
    public init(
        source: String,
        identifiers: IdentifierSystems = .standard,
        author: @escaping @Sendable (ImportedPractitioner) -> PrincipalID? = { _ in nil },
        kind: Kind? = nil,
        classify: Classify? = nil,
        fetch: Fetch? = nil
    ) {
        self.source = source
        self.identifiers = identifiers
        self.author = author
        self.kind = kind
        self.classify = classify
        self.fetch = fetch
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
        let batch = await ImportBatch(input.notes, importer: self, limits: input.limits)
        let authors = Dictionary(
            input.practitioners.map { ($0.key, ForeignAuthor($0, self)) },
            uniquingKeysWith: { first, _ in first }
        )
        let plan = ImportPlan(
            batch.notes,
            patients: input.patients.map { ($0.key, ForeignPatient($0, self)) },
            authors: authors,
            importer: self
        )
        let report = try await session.importRecords(plan.records, dryRun: dryRun)
        return FHIRImportReport(input, batch, plan, report)
    }
}
