/// A statement that a consent under 42 CFR Part 2 must make.
public enum Part2Statement: String, CaseIterable, Hashable, Sendable, Codable {
    /// The right to revoke in writing, and how: 2.31(a)(6).
    case rightToRevoke = "right-to-revoke"
    /// That a recipient for treatment, payment and operations may disclose again: 2.31(a)(10)(i).
    case redisclosure
    /// What follows from refusing to sign: 2.31(a)(10)(ii).
    case refusalConsequences = "refusal-consequences"
}
