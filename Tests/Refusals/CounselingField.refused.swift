// refused: generic type alias 'Sealed' requires that 'MedicationStatement' conform to 'PsychotherapyFieldValue'
import ClinicalNotesModel

struct Analysis: SubstanceUseCounselingContent {
    static let template = Template("analysis", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case medications = 1 }

    @Sealed var medications: [MedicationStatement]?
}
