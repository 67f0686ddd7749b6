/// What was decided.
public enum Effect: String, CaseIterable, Hashable, Sendable, Codable {
    /// Permitted, on the obligations that come with it.
    case permit
    /// Denied.
    case deny
    /// A missing fact decides; nothing is opened.
    case undetermined
}
