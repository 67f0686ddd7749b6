/// Under which section an order of 42 CFR part 2, subpart E was made.
public enum Part2Section: String, CaseIterable, Hashable, Sendable, Codable {
    /// For noncriminal purposes.
    case noncriminal = "2.64"
    /// To investigate or prosecute the patient.
    case againstPatient = "2.65"
}
