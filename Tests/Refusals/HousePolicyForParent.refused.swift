// refused: cannot convert value of type 'String' to expected argument type 'StateLaw'
import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ParentGrant("records of children under twelve", because: "Practice policy 6") {
    Subject.isUnder(12)
}
