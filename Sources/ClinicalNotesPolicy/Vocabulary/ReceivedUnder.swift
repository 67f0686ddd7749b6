/// The consent under which a Part 2 recipient holds a record, 42 CFR 2.33.
public enum ReceivedUnder: String, CaseIterable, Hashable, Sendable, Codable {
    /// A consent for treatment, payment and operations.
    case tpoConsent = "tpo-consent"
    /// A consent for another purpose.
    case nonTpoConsent = "non-tpo-consent"
}
