/// Why a patient's access to a note is held back, whether or not law knows the ground.
public enum HoldGround: String, CaseIterable, Hashable, Sendable, Codable {
    /// Reasonably likely to endanger somebody's life or physical safety, 45 CFR 164.524(a)(3)(i).
    case endangerLifeOrPhysicalSafety = "endanger-life-or-physical-safety"
    /// Reasonably likely to cause substantial harm to another person referred to, 45 CFR 164.524(a)(3)(ii).
    case substantialHarmToReferencedPerson = "substantial-harm-to-referenced-person"
    /// A representative's access is reasonably likely to cause substantial harm, 45 CFR 164.524(a)(3)(iii).
    case substantialHarmByRepresentative = "substantial-harm-by-representative"
    /// Would reveal a source, not a provider, who was promised confidentiality, 45 CFR 164.524(a)(2)(v).
    case confidentialSource = "confidential-source"
    /// An inmate's copy would jeopardise safety, custody or rehabilitation, 45 CFR 164.524(a)(2)(ii).
    case correctionalSafety = "correctional-safety"
    /// Research with treatment in progress, agreed beforehand, 45 CFR 164.524(a)(2)(iii).
    case researchInProgress = "research-in-progress"
    /// Serious harm to physical or mental health: a ground in the United Kingdom only.
    case seriousHarmPhysicalOrMental = "serious-harm-physical-or-mental"
    /// The patient might be upset: never a ground.
    case emotionalDistress = "emotional-distress"
    /// The clinician would rather not: never a ground.
    case clinicianPreference = "clinician-preference"
    /// The patient owes money: never a ground.
    case unpaidBill = "unpaid-bill"
    /// Separating what may be shown is hard: never a ground against the patient; excuses information blocking, 45 CFR 171.204(a)(2).
    case infeasibleSegmentation = "infeasible-segmentation"
    /// The patient asked not to share with others: never a ground against the patient; excuses information blocking,
    /// 45 CFR 171.202(e).
    case patientRequestNotToShare = "patient-request-not-to-share"

    /// Where law of the United States names the ground, or `nil` where it names none.
    package var paragraph: RegulationParagraph? {
        switch self {
        case .endangerLifeOrPhysicalSafety: RegulationParagraph("45 CFR 164.524(a)(3)(i)")
        case .substantialHarmToReferencedPerson: RegulationParagraph("45 CFR 164.524(a)(3)(ii)")
        case .substantialHarmByRepresentative: RegulationParagraph("45 CFR 164.524(a)(3)(iii)")
        case .confidentialSource: RegulationParagraph("45 CFR 164.524(a)(2)(v)")
        case .correctionalSafety: RegulationParagraph("45 CFR 164.524(a)(2)(ii)")
        case .researchInProgress: RegulationParagraph("45 CFR 164.524(a)(2)(iii)")
        case .seriousHarmPhysicalOrMental, .emotionalDistress, .clinicianPreference, .unpaidBill,
            .infeasibleSegmentation, .patientRequestNotToShare:
            nil
        }
    }

    /// Whether the patient may have a denial on this ground reviewed, 45 CFR 164.524(a)(4).
    public var isReviewable: Bool {
        switch self {
        case .endangerLifeOrPhysicalSafety, .substantialHarmToReferencedPerson,
            .substantialHarmByRepresentative:
            true
        default: false
        }
    }
}
