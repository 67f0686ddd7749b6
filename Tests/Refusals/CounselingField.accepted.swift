import ClinicalNotesModel

struct Analysis: SubstanceUseContent {
    static let template = Template("analysis", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case medications = 1 }

    @Sealed var medications: [MedicationStatement]?
}
