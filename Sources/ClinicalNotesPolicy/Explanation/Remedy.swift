public import ClinicalNotesModel

/// What the one who asked can do about a denial; only what can work.
///
/// Where an answer is told as if nothing were there, it depends on what was asked for and by whom, never on what exists.
public enum Remedy: Hashable, Codable, Sendable {
    /// Prove who you are.
    case verifyIdentity
    /// Ask the patient for an authorization for this purpose.
    case authorization(purpose: PurposeOfUse)
    /// Ask for a review of the decision by another professional.
    case review
    /// Ask for access under 45 CFR 164.524 rather than in the portal.
    case requestAccess
    /// Record a reason, without which nothing is opened or begun in an emergency.
    case recordReason
    /// Ask to be named on the patient's care team.
    case joinCareTeam
    /// Read inside the holder, rather than disclose to yourself.
    case readInstead
}

extension Remedy {
    /// The code that a host can translate it by.
    public var code: ReasonCode {
        switch self {
        case .verifyIdentity: ReasonCode("verify-identity")
        case .authorization: ReasonCode("authorization")
        case .review: ReasonCode("review")
        case .requestAccess: ReasonCode("request-access")
        case .recordReason: ReasonCode("record-reason")
        case .joinCareTeam: ReasonCode("join-care-team")
        case .readInstead: ReasonCode("read-instead")
        }
    }

    /// What can be done, in a plain sentence.
    public var sentence: String {
        switch self {
        case .verifyIdentity: "Prove who you are."
        case .authorization: "Ask the patient to agree to this purpose in writing."
        case .review: "Ask that another professional reviews the decision."
        case .requestAccess: "Ask for access to the record; the portal shows less."
        case .recordReason: "Record the reason for the emergency."
        case .joinCareTeam: "Ask to be named on the patient's care team."
        case .readInstead: "Read it: inside the practice notes are read, not disclosed."
        }
    }
}
