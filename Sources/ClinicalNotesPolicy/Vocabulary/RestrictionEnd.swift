/// How a restriction ended, 45 CFR 164.522(a)(2).
public enum RestrictionEnd: String, CaseIterable, Hashable, Sendable, Codable {
    /// It has not ended.
    case notEnded = "no"
    /// The patient ended it.
    case byPatient = "by-patient"
    /// The holder ended it.
    case byEntity = "by-entity"
}
