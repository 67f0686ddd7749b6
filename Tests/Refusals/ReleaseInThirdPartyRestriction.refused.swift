// refused: 'buildExpression' is unavailable: this condition does not fit the direction of the rule
import ClinicalNotesModel
import ClinicalNotesPolicy

let rule = ThirdPartyRestriction("what was released", because: "Practice policy 7") {
    Note.release == .released
}
