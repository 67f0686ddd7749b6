internal import ClinicalNotesModel

/// Reads the kind of a note from its type.
struct NoteKindReader {
    let kind: NoteKind
    /// What was taken in place of the type, if anything.
    let fallback: ImportFallback?
    /// The type as it was written.
    let written: ImportedType?

    private static let known = Dictionary(
        NoteKind.catalog.map { ($0.code, $0) },
        uniquingKeysWith: { first, _ in first }
    )
    private static let loinc = "http://loinc.org"
    /// The kinds of reports by the codes of their services, in LOINC and in HL7 table 0074.
    private static let services: [String: NoteKind] = [
        "LP29684-5": .imagingNarrative, "RAD": .imagingNarrative, "LP7839-6": .pathologyNarrative,
        "SP": .pathologyNarrative, "PAT": .pathologyNarrative, "LAB": .laboratoryNarrative,
    ]
    private static let serviceSystems: Set = [
        loinc, "http://terminology.hl7.org/CodeSystem/v2-0074", "http://hl7.org/fhir/v2/0074",
    ]

    /// Takes the first LOINC coding that is known, else the kind of the same subject matter and service, else that of the
    /// report's service, else none in particular; displays are never trusted.
    init(type: JSONObject?, categories: [JSONObject]) {
        let codings = type?.objects("coding") ?? []
        written = type.map { type in
            ImportedType(
                codings: codings.compactMap { coding in
                    coding.string("code").map { code in
                        ImportedType.Coding(
                            system: coding.string("system"),
                            code: code,
                            display: coding.string("display")
                        )
                    }
                },
                text: type.string("text")
            )
        }
        let codes = codings.filter { $0.string("system") == NoteKindReader.loinc }.compactMap {
            $0.string("code")
        }
        if let kind = codes.lazy.compactMap({ NoteKindReader.known[$0] }).first {
            self.kind = kind
            fallback = nil
        } else if let kind = codes.lazy.compactMap({ DocumentAxes.kind(of: $0) }).first
            ?? NoteKindReader.service(of: categories)
        {
            self.kind = kind
            fallback = .kindOfAxes
        } else {
            kind = .note
            fallback = .kindUnknown
        }
    }

    private static func service(of categories: [JSONObject]) -> NoteKind? {
        for coding in categories.flatMap({ $0.objects("coding") }) {
            guard let system = coding.string("system"), serviceSystems.contains(system) else { continue }
            if let kind = coding.string("code").flatMap({ services[$0] }) { return kind }
        }
        return nil
    }
}
