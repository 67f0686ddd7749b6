/// What an R4 input holds, checked and ready to be imported; nothing is written by reading.
///
/// Reads a `Bundle` (collection, batch, transaction, searchset) or NDJSON, one resource a line.
/// `DocumentReference`, `Patient`, `Practitioner`, `PractitionerRole` and `Group` (of people) are read; every
/// other resource of R4 is left aside and reported as skipped. Each entry is judged by itself: accepted,
/// skipped, or refused with its index, the reason and the element.
///
/// Stricter than FHIR where a mistake could show a note to somebody: unknown elements, repeated names in
/// an object, modifier extensions and security labels that are not known refuse the entry. References are
/// looked up in the input alone; nothing is fetched.
public struct FHIRImport: Sendable {
    /// How the input is laid out.
    public let format: ImportFormat
    /// The accepted patients, in the input's order.
    public let patients: [ImportedPatient]
    /// The accepted practitioners, in the input's order.
    public let practitioners: [ImportedPractitioner]
    /// The accepted groups of patients, in the input's order.
    public let groups: [ImportedGroup]
    /// The accepted notes, in the input's order.
    public let notes: [ImportedNote]
    /// What became of each entry, in the input's order.
    public let entries: [ImportEntry]

    /// The entries that are refused.
    public var refused: [ImportEntry] { entries.filter { $0.refusal != nil } }

    /// Reads an input.
    ///
    /// Takes time in proportion to the input. The same input gives the same result.
    ///
    /// - Parameters:
    ///   - bytes: The input, in UTF-8.
    ///   - limits: How much is taken.
    /// - Returns: What the input holds.
    /// - Throws: ``FHIRError`` if the input as a whole cannot be used: it is `empty`, `tooLarge`, has
    ///   `tooManyEntries`, is no JSON (`invalidUTF8`, `malformedJSON`, `tooDeep`) or no usable FHIR (`notFHIR`,
    ///   `unsupportedBundleType`, or a fault in the bundle's own elements). In NDJSON a line that is no JSON
    ///   is refused like an entry.
    public static func read(
        _ bytes: [UInt8],
        limits: ImportLimits = .standard
    ) throws(FHIRError) -> FHIRImport {
        let run = ImportRun(try SourceReader(bytes, limits: limits), limits: limits)
        return FHIRImport(
            format: run.format,
            patients: run.patients,
            practitioners: run.practitioners,
            groups: run.groups,
            notes: run.notes,
            entries: zip(run.entries, run.outcomes).map { entry, outcome in
                ImportEntry(
                    index: entry.index,
                    resourceType: entry.resourceType,
                    id: entry.id,
                    outcome: outcome
                )
            }
        )
    }
}
