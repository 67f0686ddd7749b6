/// What a restriction of 45 CFR 164.522(a) or 42 CFR 2.26 rests on.
public enum RestrictionKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// Paid in full by or for the patient: it must be agreed to, 164.522(a)(1)(vi).
    case paidInFull = "paid-in-full"
    /// The holder agreed to it.
    case agreed
    /// The patient asked, and the holder did not agree.
    case requestedOnly = "requested-only"
}
