public import ClinicalNotesModel

/// A proceeding that is known of without any paper, such as the practice's own defense against a patient's action, 45 CFR
/// 164.508(a)(2)(i)(C).
public struct Proceeding: Hashable, Sendable {
    /// Who brought it.
    public var broughtBy: LegalProcess.Plaintiff
    /// Whether it is against the patient.
    public var againstPatient: Bool
    /// Whether relevance, specificity and need are shown, 45 CFR 164.512(f)(1)(ii)(C).
    public var threePartTest: Bool
    /// Whom an oversight agency oversees.
    public var oversight: LegalProcess.Oversight

    /// Describes a proceeding.
    public init(
        broughtBy: LegalProcess.Plaintiff,
        againstPatient: Bool = false,
        threePartTest: Bool = false,
        oversight: LegalProcess.Oversight = .none
    ) {
        self.broughtBy = broughtBy
        self.againstPatient = againstPatient
        self.threePartTest = threePartTest
        self.oversight = oversight
    }
}
