/// Why somebody acts; matched exactly, never by subtree.
public enum PurposeOfUse: String, CaseIterable, Hashable, Sendable, Codable {
    /// Care of this patient.
    case treatment
    /// Care in an emergency: break-glass.
    case emergencyTreatment = "emergency-treatment"
    /// Billing and claims.
    case payment
    /// Health care operations, 45 CFR 164.501.
    case operations
    /// A mental health training program, 45 CFR 164.508(a)(2)(i)(B).
    case training
    /// The holder defends itself against the patient, 45 CFR 164.508(a)(2)(i)(C).
    case legalDefense = "legal-defense"
    /// The patient, or somebody in the patient's place, asks for the record.
    case patientRequest = "patient-request"
    /// The patient directs a copy to somebody, 45 CFR 164.524(c)(3)(ii).
    case patientDirected = "patient-directed"
    /// 45 CFR 164.512(a).
    case requiredByLaw = "required-by-law"
    /// 45 CFR 164.512(e).
    case judicialProceeding = "judicial-proceeding"
    /// 45 CFR 164.512(f).
    case lawEnforcement = "law-enforcement"
    /// 45 CFR 164.512(d).
    case healthOversight = "health-oversight"
    /// 45 CFR 164.502(a)(2)(ii).
    case hhsCompliance = "hhs-compliance"
    /// 45 CFR 164.512(g)(1).
    case coroner
    /// 45 CFR 164.512(g)(2).
    case funeral
    /// 45 CFR 164.512(h).
    case organDonation = "organ-donation"
    /// 45 CFR 164.512(j)(1)(i).
    case seriousThreat = "serious-threat"
    /// 45 CFR 164.512(b).
    case publicHealth = "public-health"
    /// 45 CFR 164.512(b)(1)(ii), (c).
    case abuseReport = "abuse-report"
    /// 45 CFR 164.512(l).
    case workersComp = "workers-comp"
    /// 45 CFR 164.512(k).
    case specializedGovernment = "specialized-government"
    /// 45 CFR 164.510(b).
    case familyInvolvement = "family-involvement"
    /// 45 CFR 164.512(i).
    case research
    /// Marketing paid for by a third party.
    case marketing
    /// Sale of information.
    case sale
    /// An employer's purposes.
    case employment
    /// Writing and keeping the record.
    case documentation
    /// 45 CFR 164.526.
    case amendmentRequest = "amendment-request"
    /// 45 CFR 164.528.
    case accounting
    /// What an authorization states that the patient began and gave no purpose for, 45 CFR 164.508(c)(1)(iv).
    case atRequestOfIndividual = "at-request-of-individual"
}

extension PurposeOfUse: CustomStringConvertible {
    /// The purpose in words, such as `emergency treatment`.
    public var description: String {
        switch self {
        case .hhsCompliance: "HHS compliance"
        case .workersComp: "workers' compensation"
        default: CodeWords.words(of: self)
        }
    }
}
