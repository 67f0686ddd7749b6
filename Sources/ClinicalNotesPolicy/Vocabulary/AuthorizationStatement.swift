/// A required statement of 45 CFR 164.508(c)(2) or 42 CFR 2.31(a).
///
/// Of both laws at once, and of any other that a request names; a document of either has its own,
/// `Authorization.Statement` or `Part2Statement`, so that it cannot make the other law's.
package enum AuthorizationStatement: String, CaseIterable, Hashable, Sendable, Codable {
    /// The right to revoke, 45 CFR 164.508(c)(2)(i); 42 CFR 2.31(a)(6).
    case rightToRevoke = "right-to-revoke"
    /// Whether treatment may be conditioned, 45 CFR 164.508(c)(2)(ii).
    case conditioning
    /// The risk of redisclosure, 45 CFR 164.508(c)(2)(iii); 42 CFR 2.31(a)(10)(i).
    case redisclosure
    /// The consequences of refusing, 42 CFR 2.31(a)(10)(ii).
    case refusalConsequences = "refusal-consequences"
    /// Another statement.
    case other
}
