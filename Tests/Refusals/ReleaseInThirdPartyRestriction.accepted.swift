import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = PatientGrant("what was released", because: "Practice policy 7") {
    Note.release == .released
}
