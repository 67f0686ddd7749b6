/// The direction of law a rule belongs to; which effects a rule may have depends on it.
public enum RuleDirection: String, CaseIterable, Hashable, Sendable, Codable {
    /// Use inside the holder and disclosure outside: prohibitions with exceptions.
    case thirdParty
    /// The patient's own record: an entitlement that only listed grounds limit.
    case patient
    /// Somebody in the patient's place: law, then state law either way.
    case representative
    /// Writing and keeping the record.
    case recordKeeping
    /// Applies before any direction is looked at: verification.
    case everyone
}
