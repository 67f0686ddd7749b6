import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ThirdPartyRequirement("a reason", bringing: .recordReason, because: "Practice policy 3") {
    Request.purpose == .research
}
