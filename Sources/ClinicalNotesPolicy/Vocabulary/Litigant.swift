/// Who brought a proceeding.
public enum Litigant: String, CaseIterable, Hashable, Sendable, Codable {
    /// There is none.
    case none
    /// The patient.
    case patient
    /// The holder.
    case provider
    /// Somebody else.
    case thirdParty = "third-party"
    /// A government.
    case government
}
