/// How a compartment's keys are opened.
public enum Custody: String, CaseIterable, Hashable, Sendable, Codable {
    /// Through the key service.
    case ordinary
    /// By a reader's own key, beside the key service.
    case granted
}
