public import ClinicalNotes
public import ClinicalNotesModel

/// Takes what R4 inputs hold into a vault.
///
/// Patients are recognized by those of their identifiers that name one person (``IdentifierSystems``) and by what the source
/// itself calls them, as long as birth date and gender do not contradict it; notes by their master identifier, else by what the
/// source calls them: importing the same input again writes nothing, and a later version changes what the earlier one left. An
/// author is made out by the host, or by an identifier that an enrolled principal carries; others stay attested facts.
/// Practitioners are not enrolled, and a group is on record with its first note.
public struct FHIRImporter: Sendable {
    /// The URI of the system that the input comes from; makes ids that are unique there alone unique everywhere.
    package let source: String?
    /// In what ids are unique: the source or, where nobody declared one, the inputs.
    let scope: String
    /// Which identifiers name one person and nobody else.
    package let identifiers: IdentifierSystems
    /// What becomes of notes whose subject is in no input and not on record.
    package let unknownPatients: UnknownPatients
    let author: @Sendable (ImportedPractitioner) -> PrincipalID?
    let kind: Kind?
    let classify: Classify?
    let fetch: Fetch?

    /// Makes an importer for the inputs of one system.
    ///
    /// - Parameters:
    ///   - source: The URI of the system that the input comes from, best the address of its server. Give the same one with
    ///     every input of it, and never one for two systems: their ids would be taken for the same. With `nil` ids that stand
    ///     without a server's address are unique in the inputs that are imported together and nowhere else: the same inputs
    ///     again are recognized, a corrected copy of them is not.
    ///   - identifiers: Which identifiers name one person and nobody else.
    ///   - unknownPatients: What becomes of notes whose subject is in no input and not on record.
    ///   - author: The enrolled principal that a practitioner is; `nil` to go by the identifiers.
    ///   - kind: The kind of a note whose type is none of `NoteKind.catalog`.
    ///   - classify: The compartment of a note, such as of one that the host knows to be a psychotherapy note. Never a laxer
    ///     one than that of its labels: of both the stricter counts.
    ///   - fetch: Gives the bytes of attachments that are at an address; without it such a note is refused, unless it has
    ///     words of its own.
    public init(
        source: String?,
        identifiers: IdentifierSystems = .standard,
        unknownPatients: UnknownPatients = .register,
        author: @escaping @Sendable (ImportedPractitioner) -> PrincipalID? = { _ in nil },
        kind: Kind? = nil,
        classify: Classify? = nil,
        fetch: Fetch? = nil
    ) {
        // `https://server/fhir/` is the same server.
        let source = source.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        self.source = source
        scope = source ?? ""
        self.identifiers = identifiers
        self.unknownPatients = unknownPatients
        self.author = author
        self.kind = kind
        self.classify = classify
        self.fetch = fetch
    }

    private init(_ importer: FHIRImporter, scope: String) {
        (source, identifiers, unknownPatients) = (
            importer.source, importer.identifiers, importer.unknownPatients
        )
        (author, kind, classify, fetch) = (importer.author, importer.kind, importer.classify, importer.fetch)
        self.scope = scope
    }

    /// The same, with what ids are unique in if nobody declared a source: only the same inputs say that they are the same.
    func scoped(to inputs: Digest) -> FHIRImporter {
        source == nil ? FHIRImporter(self, scope: "urn:blake2b-256:\(inputs)") : self
    }

    /// Imports every entry that can be, and reports about each.
    ///
    /// - Parameters:
    ///   - input: What was read.
    ///   - session: A session of verified staff of the practice, with their own keys: they sign for the import.
    ///   - dryRun: Whether to check everything and write nothing.
    /// - Returns: What became of each entry.
    /// - Throws: `NotesError` if the session may not import, or if the import cannot go on; a repeat takes up where it
    ///   stopped.
    public func run(
        _ input: FHIRImport,
        into session: NoteSession,
        dryRun: Bool = false
    ) async throws(NotesError) -> FHIRImportReport {
        let importer = scoped(to: input.digest)
        let batch = await ImportBatch(input.notes, importer: importer, limits: input.limits)
        let authors = Dictionary(
            input.practitioners.map { ($0.key, ExternalAuthor($0, importer)) },
            uniquingKeysWith: { first, _ in first }
        )
        let registration = PatientRegistration(importer: importer, session: session, isDryRun: dryRun)
        var patients = try await registration.register(input.patients.filter { !$0.sharesNumber(importer) })
        patients += try await registration.register(input.patients.filter { $0.sharesNumber(importer) })
        let plan = ImportPlan(
            batch.notes,
            encounters: input.encounters.filter(\.isKept),
            patients: patients.map { ($0.patient.key, $0.named) },
            authors: authors,
            importer: importer
        )
        let report = try await session.importRecords(plan.records, dryRun: dryRun)
        return FHIRImportReport(input, patients, batch, plan, report)
    }
}
