internal import ClinicalNotes

/// Something that was done in a week, or refused.
struct Deed: Encodable {
    /// What it was.
    enum Kind: String, Encodable {
        case visit, amendment, withheldRelease, hold, revokedAuthorization, endedEnrollment
        case authorization, waitingPaper, confirmedPaper, enrollment
    }

    let deed: Kind
    /// Whose record it changes.
    let owner: OwnerID?
    /// Why it was not done, or `nil` if it was.
    let error: String?

    private enum CodingKeys: CodingKey {
        case deed, owner, error
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(deed, forKey: .deed)
        try container.encode(owner, forKey: .owner)
        try container.encode(error, forKey: .error)
    }
}
