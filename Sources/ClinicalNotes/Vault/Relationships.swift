public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What only the host knows about people; every answer may be *unknown*, and unknown never opens anything.
public protocol Relationships: Sendable {
    /// Whether the principal belongs to the patient's care team, or has or had a relationship with the patient.
    func careTeam(of patient: PatientID, includes principal: PrincipalID, at moment: Instant) async -> Fact<
        Bool
    >

    /// Whether the principal's identity and authority are verified, 45 CFR 164.514(h)(1) and 164.312(d).
    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool>
}
