/// When an obligation is carried out.
public enum Timing: String, CaseIterable, Hashable, Sendable, Codable {
    /// Before anything opens: until then it blocks.
    case before
    /// Together with the value: notices, redactions, limits.
    case with
    /// Afterwards: a duty, recorded in the same commit.
    case after
}
