import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ThirdPartyRestriction("nobody", because: "Practice policy 4.2") {
    Principal.role == .billing
}
