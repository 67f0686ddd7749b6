/// The role somebody claims; authorship is never inferred from it.
public enum PrincipalRole: String, CaseIterable, Hashable, Sendable, Codable {
    /// A principal who is the author, as claimed.
    case originator
    /// A principal who is a clinician treating the patient.
    case treatingClinician = "treating-clinician"
    /// A principal who is a clinician of the same organization.
    case otherClinicianSameOrg = "other-clinician-same-org"
    /// A principal who is a clinician elsewhere.
    case clinicianOtherOrg = "clinician-other-org"
    /// A principal who is in training.
    case trainee
    /// A principal who is a clinical supervisor.
    case supervisor
    /// A principal who is billing staff.
    case billing
    /// A principal who is staff of health care operations.
    case operations
    /// A principal who is an administrator.
    case administrator
    /// A principal who is the patient.
    case patient
    /// A principal who is a personal representative, 45 CFR 164.502(g).
    case personalRepresentative = "personal-representative"
    /// A principal who is a parent or guardian of a minor.
    case parent
    /// A principal who is a relative or friend without authority.
    case familyMember = "family-member"
    /// A principal who is named by the patient to receive a copy.
    case designatedThirdParty = "designated-third-party"
    /// A principal who is a researcher.
    case researcher
    /// A principal who is a health plan.
    case healthPlan = "health-plan"
    /// A principal who is a business associate.
    case businessAssociate = "business-associate"
    /// A principal who is an exchange.
    case healthInformationExchange = "health-information-exchange"
    /// A principal who is an intermediary, 42 CFR 2.11.
    case intermediary
    /// A principal who is the holder's attorney.
    case attorneyForProvider = "attorney-for-provider"
    /// A principal who is an attorney of the other side.
    case opposingAttorney = "opposing-attorney"
    /// A principal who is a court or tribunal.
    case court
    /// A principal who is a law enforcement official.
    case lawEnforcement = "law-enforcement"
    /// A principal who is a health oversight agency.
    case oversightAgency = "oversight-agency"
    /// A principal who is the Department of Health and Human Services.
    case hhs
    /// A principal who is a coroner or medical examiner.
    case coroner
    /// A principal who is a funeral director.
    case funeralDirector = "funeral-director"
    /// A principal who is an organ procurement organization.
    case organProcurement = "organ-procurement"
    /// A principal who is a public health authority.
    case publicHealthAuthority = "public-health-authority"
    /// A principal who is a protective service.
    case protectiveServices = "protective-services"
    /// A principal who is a correctional institution.
    case correctionalInstitution = "correctional-institution"
    /// A principal who is a national security official.
    case nationalSecurity = "national-security"
    /// A principal who is a workers' compensation body.
    case workersComp = "workers-comp"
    /// A principal who is an employer.
    case employer
    /// A principal who is the target of a threat.
    case threatTarget = "threat-target"
    /// A principal who is a marketer.
    case marketer
    /// A principal who is a buyer of data.
    case dataBuyer = "data-buyer"
}

extension PrincipalRole: CustomStringConvertible {
    /// The role in words, such as `treating clinician`.
    public var description: String {
        switch self {
        case .otherClinicianSameOrg: "other clinician of the same organization"
        case .clinicianOtherOrg: "clinician of another organization"
        case .hhs: "HHS"
        case .workersComp: "workers' compensation"
        default: CodeWords.words(of: self)
        }
    }
}
