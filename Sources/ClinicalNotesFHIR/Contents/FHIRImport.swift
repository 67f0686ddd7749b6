internal import ClinicalNotes

/// What R4 inputs hold, checked and ready to be imported; nothing is written by reading.
///
/// Reads a `Bundle` of any type or NDJSON, one resource a line; which of them it is, the first value tells.
/// `DocumentReference`, `Composition`, `DiagnosticReport` with a presented form, `Patient`, `Practitioner`,
/// `PractitionerRole` and `Group` (of people) are read; every other resource of R4 is left aside and reported as skipped,
/// though names, labels and files of some are taken where notes refer to them. Each entry is judged by itself: accepted,
/// skipped, or refused with its index, the reason and the element.
///
/// Stricter than FHIR where a mistake could show a note to somebody: unknown elements, repeated names in
/// an object, modifier extensions and security labels that are not known refuse the entry. References are
/// looked up in all inputs that are read together; nothing is fetched. A patient who is in none of them is looked for in the
/// vault when the note is imported.
public struct FHIRImport: Sendable {
    /// How the inputs are laid out: each bundle that is not inside another, and each input that is none.
    public let formats: [ImportFormat]
    /// The accepted patients, in the input's order.
    public let patients: [ImportedPatient]
    /// The accepted practitioners, in the input's order.
    public let practitioners: [ImportedPractitioner]
    /// The accepted groups of patients, in the input's order.
    package let groups: [ImportedGroup]
    /// The accepted notes, in the input's order.
    public let notes: [ImportedNote]
    /// What became of each entry, in the input's order.
    public let entries: [ImportEntry]
    /// The encounters that have labels.
    let encounters: [ImportedEncounter]
    let limits: ImportLimits
    /// What tells the inputs from all others.
    let digest: Digest

    /// The entries that are refused.
    public var refused: [ImportEntry] { entries.filter { $0.refusal != nil } }

    /// How the first input is laid out.
    public var format: ImportFormat { formats.first ?? .ndjson }

    /// Reads an input.
    ///
    /// Takes time in proportion to the input. The same input gives the same result.
    ///
    /// - Parameters:
    ///   - bytes: The input, in UTF-8.
    ///   - limits: How much is taken.
    ///   - asked: Resources that are read as notes only because they are asked for.
    /// - Returns: What the input holds.
    /// - Throws: ``FHIRError`` if the input as a whole cannot be used: it is `empty`, `tooLarge`, has
    ///   `tooManyEntries`, is no JSON (`invalidUTF8`, `malformedJSON`, `tooDeep`) or no usable FHIR (`notFHIR`,
    ///   or a fault in the bundle's own elements). In NDJSON a line that is no JSON is refused like an entry.
    public static func read(
        _ bytes: [UInt8],
        limits: ImportLimits = .standard,
        asking asked: Set<AskedNotes> = []
    ) throws(FHIRError) -> FHIRImport {
        try read([bytes], limits: limits, asking: asked)
    }

    /// Reads inputs together, such as the files of an export, in any order: what one refers to may stand in another.
    ///
    /// - Parameters:
    ///   - inputs: The inputs, each in UTF-8.
    ///   - limits: How much is taken of each.
    ///   - asked: Resources that are read as notes only because they are asked for.
    /// - Returns: What the inputs hold.
    /// - Throws: ``FHIRError`` as for one input, which it names.
    public static func read(
        _ inputs: [[UInt8]],
        limits: ImportLimits = .standard,
        asking asked: Set<AskedNotes> = []
    ) throws(FHIRError) -> FHIRImport {
        let run = try ImportRun(inputs, limits: limits, asked: Set(asked.map(\.type)))
        return FHIRImport(
            formats: run.formats,
            patients: run.people.patients,
            practitioners: run.people.practitioners,
            groups: run.people.groups,
            notes: run.notes,
            entries: run.entries,
            encounters: run.people.encounters,
            limits: limits,
            digest: InputDigest.joined(
                inputs.map { input in
                    var digest = InputDigest()
                    digest.take(input[...])
                    return digest.finish()
                }
            )
        )
    }
}
