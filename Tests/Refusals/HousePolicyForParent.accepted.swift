import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ParentGrant("parents of children under twelve", because: .other("RCW 70.02.030")) {
    Subject.isUnder(12)
}
