// refused: generic type alias 'Sealed' requires that 'DiagnosisSummary' conform to 'PsychotherapyFieldValue'
import ClinicalNotesModel

struct Summary: PsychotherapyContent {
    static let template = Template("summary", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case diagnosis = 1 }

    @Sealed var diagnosis: DiagnosisSummary?
}
