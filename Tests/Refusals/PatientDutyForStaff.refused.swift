// refused: type 'ThirdPartyObligation' has no member 'offerReview'
import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ThirdPartyRequirement("a reason", bringing: .offerReview, because: "Practice policy 3") {
    Request.purpose == .research
}
