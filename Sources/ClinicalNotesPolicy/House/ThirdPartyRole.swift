package import ClinicalNotesModel

/// A role on the third-party side: everyone but the patient and those in the patient's place.
///
/// So that a rule that restricts cannot be written about them.
public enum ThirdPartyRole: String, CaseIterable, Hashable, Sendable, Codable {
    /// The author, as claimed.
    case originator
    /// A clinician treating the patient.
    case treatingClinician = "treating-clinician"
    /// A clinician of the same organization.
    case otherClinicianSameOrg = "other-clinician-same-org"
    /// A clinician elsewhere.
    case clinicianOtherOrg = "clinician-other-org"
    /// In training.
    case trainee
    /// A clinical supervisor.
    case supervisor
    /// Billing staff.
    case billing
    /// Staff of health care operations.
    case operations
    /// An administrator.
    case administrator
    /// A relative or friend without authority.
    case familyMember = "family-member"
    /// Named by the patient to receive a copy.
    case designatedThirdParty = "designated-third-party"
    /// A researcher.
    case researcher
    /// A health plan.
    case healthPlan = "health-plan"
    /// A business associate.
    case businessAssociate = "business-associate"
    /// An exchange.
    case healthInformationExchange = "health-information-exchange"
    /// An intermediary, 42 CFR 2.11.
    case intermediary
    /// The holder's attorney.
    case attorneyForProvider = "attorney-for-provider"
    /// An attorney of the other side.
    case opposingAttorney = "opposing-attorney"
    /// A court or tribunal.
    case court
    /// A law enforcement official.
    case lawEnforcement = "law-enforcement"
    /// A health oversight agency.
    case oversightAgency = "oversight-agency"
    /// The Department of Health and Human Services.
    case hhs
    /// A coroner or medical examiner.
    case coroner
    /// A funeral director.
    case funeralDirector = "funeral-director"
    /// An organ procurement organization.
    case organProcurement = "organ-procurement"
    /// A public health authority.
    case publicHealthAuthority = "public-health-authority"
    /// A protective service.
    case protectiveServices = "protective-services"
    /// A correctional institution.
    case correctionalInstitution = "correctional-institution"
    /// A national security official.
    case nationalSecurity = "national-security"
    /// A workers' compensation body.
    case workersComp = "workers-comp"
    /// An employer.
    case employer
    /// The target of a threat.
    case threatTarget = "threat-target"
    /// A marketer.
    case marketer
    /// A buyer of data.
    case dataBuyer = "data-buyer"

    /// The same role, or `nil` if it is the patient's or that of somebody in the patient's place.
    package init?(of role: PrincipalRole) { self.init(rawValue: role.rawValue) }

    /// The role among all; the two spell it alike, which a test compares.
    package var role: PrincipalRole? { PrincipalRole(rawValue: rawValue) }
}
