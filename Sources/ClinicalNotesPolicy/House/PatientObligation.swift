/// What a host may owe a patient beyond the law when access is denied: duties that never delay it.
public enum PatientObligation: String, CaseIterable, Hashable, Sendable, Codable {
    /// Offer a review of the decision.
    case offerReview = "offer-review"
    /// Record who judged and why.
    case recordReason = "record-reason"
    /// Give the denial in writing.
    case writtenDenial = "written-denial"
    /// Give everything else.
    case releaseRemainder = "release-remainder"

    /// The obligation as in a decision.
    package var obligation: Obligation {
        switch self {
        case .offerReview: .offerReview
        case .recordReason: .recordReason
        case .writtenDenial: .writtenDenial
        case .releaseRemainder: .releaseRemainder
        }
    }
}
