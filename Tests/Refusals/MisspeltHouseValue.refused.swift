// refused: type 'ThirdPartyRole' has no member 'biling'
import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ThirdPartyRestriction("billing", because: "Practice policy 4.2") {
    Principal.role.isIn(.biling, .operations)
}
