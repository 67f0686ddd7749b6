/// Why somebody wants to keep a note from its patient; some reasons are never lawful grounds.
public enum HoldReason: String, CaseIterable, Hashable, Sendable, Codable {
    /// 45 CFR 164.524(a)(3)(i).
    case endangerLifeOrPhysicalSafety = "endanger-life-or-physical-safety"
    /// 45 CFR 164.524(a)(3)(ii).
    case substantialHarmToReferencedPerson = "substantial-harm-to-referenced-person"
    /// 45 CFR 164.524(a)(3)(iii).
    case substantialHarmByRepresentative = "substantial-harm-by-representative"
    /// 45 CFR 164.524(a)(2)(v).
    case confidentialSource = "confidential-source"
    /// 45 CFR 164.524(a)(2)(ii).
    case correctionalSafety = "correctional-safety"
    /// 45 CFR 164.524(a)(2)(iii).
    case researchInProgress = "research-in-progress"
    /// DPA 2018 Schedule 3 Part 2; a ground in the United Kingdom only.
    case seriousHarmPhysicalOrMental = "serious-harm-physical-or-mental"
    /// Never a ground in the United States.
    case emotionalDistress = "emotional-distress"
    /// Never a ground.
    case clinicianPreference = "clinician-preference"
    /// Never a ground.
    case unpaidBill = "unpaid-bill"
    /// Never a ground against the patient: 45 CFR 171.204 excuses blocking, not 164.524.
    case infeasibleSegmentation = "infeasible-segmentation"
    /// Never a ground against the patient who asks.
    case patientRequestNotToShare = "patient-request-not-to-share"
}
