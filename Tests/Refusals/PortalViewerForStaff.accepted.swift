import ClinicalNotesPolicy

let rule = PortalRestriction("a parent's portal ends at thirteen", because: "Practice policy 6") {
    Portal.viewer == .parent
    Subject.isAtLeast(13)
}
