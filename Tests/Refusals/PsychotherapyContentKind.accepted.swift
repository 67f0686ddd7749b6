import ClinicalNotesModel

struct Summary: GeneralRecordContent {
    static let template = Template("summary", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case diagnosis = 1 }

    @Sealed var diagnosis: DiagnosisSummary?
}
