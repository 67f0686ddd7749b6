internal import ClinicalNotesModel

/// Reads the kind of a note from `DocumentReference.type`.
enum NoteKindReader {
    private static let known = Dictionary(
        NoteKind.catalog.map { ($0.code, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// The first LOINC coding that is known; displays are never trusted.
    static func kind(of resource: JSONObject) throws(FHIRError) -> NoteKind {
        for coding in resource.object("type")?.objects("coding") ?? []
        where coding.string("system") == "http://loinc.org" {
            if let kind = coding.string("code").flatMap({ known[$0] }) { return kind }
        }
        throw FHIRError(.unknownNoteKind, path: "DocumentReference.type")
    }
}
