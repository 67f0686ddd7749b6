/// Whom a note mentions beside its subjects.
public enum ReferencedPerson: String, CaseIterable, Hashable, Sendable, Codable {
    /// Nobody.
    case none
    /// A health care provider.
    case provider
    /// A person who is not a health care provider.
    case nonProvider = "non-provider"
}
