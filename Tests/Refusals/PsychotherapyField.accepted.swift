import ClinicalNotesModel

struct Analysis: PsychotherapyContent {
    static let template = Template("analysis", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case entry = 1 }

    @Sealed var entry: ClinicalText?
}
