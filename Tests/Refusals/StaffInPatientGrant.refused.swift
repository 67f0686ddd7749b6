// refused: 'buildExpression' is unavailable: this condition does not fit the direction of the rule
import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = PatientGrant("billing", because: "Practice policy 4.2") {
    Principal.role == .billing
}
