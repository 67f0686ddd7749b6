// refused: 'buildExpression' is unavailable: this condition does not fit the direction of the rule
import ClinicalNotesPolicy

let rule = ThirdPartyRestriction("a parent's portal ends at thirteen", because: "Practice policy 6") {
    Portal.viewer == .parent
    Subject.isAtLeast(13)
}
