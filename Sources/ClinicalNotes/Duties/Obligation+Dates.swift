internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Obligation {
    /// When the obligation of a decision is due; `nil` where law sets no number of days.
    ///
    /// A denial in writing, the remainder and the offer of review are part of the answer, so they have its date: 45 CFR
    /// 164.524(b)(2), (d), and 164.526(b)(2).
    func due(after action: NoteAction, at moment: Instant) -> Instant? {
        let isAboutAmending = action == .requestAmendment || action == .requestAccounting
        let answer = isAboutAmending ? Obligation.respond60Days : .respond30Days
        switch self {
        case .writtenDenial, .releaseRemainder, .offerReview:
            return answer.days.map { moment + .seconds($0 * 86_400) }
        default:
            return days.map { moment + .seconds($0 * 86_400) }
        }
    }

    /// Whether discharging it means to write something down.
    var needsWords: Bool { self == .recordReason || self == .documentEmergency }
}
