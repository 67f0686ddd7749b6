// refused: generic type alias 'Sealed' requires that 'String' conform to 'GeneralFieldValue'
import ClinicalNotesModel

struct Intake: GeneralRecordContent {
    static let template = Template("host-intake", version: 1, kind: .note)

    enum CodingKeys: Int, FieldKey { case problem = 1 }

    @Sealed var problem: String?
}
