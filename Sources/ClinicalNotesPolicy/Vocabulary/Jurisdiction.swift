/// Whose law is applied; sets of rules are never united.
public enum Jurisdiction: String, CaseIterable, Hashable, Sendable, Codable {
    /// Federal law of the United States.
    case unitedStates = "US"
    /// The law of the United Kingdom.
    case unitedKingdom = "GB"
}
