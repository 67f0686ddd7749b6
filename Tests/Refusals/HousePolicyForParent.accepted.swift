import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = PatientGrant("records of children under twelve", because: "Practice policy 6") {
    Subject.isUnder(12)
}
