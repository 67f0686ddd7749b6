internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Obligation {
    /// When the obligation of a decision is due; `nil` where law sets no number of days.
    ///
    /// A denial in writing, the remainder and the offer of review are part of the answer, so they have its date: 45 CFR
    /// 164.524(b)(2), (d), and 164.526(b)(2).
    /// - Parameters:
    ///   - action: What was decided about.
    ///   - brought: All that the decision brings: law of a state may shorten the time to answer.
    ///   - moment: When it was decided.
    /// - Returns: The moment.
    func due(after action: NoteAction, bringing brought: [Obligation], at moment: Instant) -> Instant? {
        let isAboutAmending = action == .requestAmendment || action == .requestAccounting
        let answer = isAboutAmending ? Obligation.respond60Days : brought.accessClock ?? .respond30Days
        switch self {
        case .writtenDenial, .releaseRemainder, .offerReview:
            return answer.days.map { moment + .seconds($0 * 86_400) }
        default:
            return days.map { moment + .seconds($0 * 86_400) }
        }
    }

    /// In which time a request for access is answered, if it is such an obligation.
    fileprivate var isAccessClock: Bool {
        switch self {
        case .respond5Days, .respond10Days, .respond15Days, .respond30Days: true
        default: false
        }
    }

    /// Whether discharging it means to write something down.
    var needsWords: Bool { self == .recordReason || self == .documentEmergency }
}

extension [Obligation] {
    /// The shortest time in which a request for access is answered.
    fileprivate var accessClock: Obligation? {
        filter(\.isAccessClock).min { ($0.days ?? .max) < ($1.days ?? .max) }
    }

    /// The same with one time to answer a request for access, the shortest: who keeps it keeps the others.
    var withOneAccessClock: [Obligation] {
        let clock = accessClock
        return filter { !$0.isAccessClock || $0 == clock }
    }
}
