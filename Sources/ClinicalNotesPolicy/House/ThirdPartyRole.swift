public import ClinicalNotesModel

/// A role on the third-party side: everyone but the patient and those in the patient's place.
///
/// So that a rule that restricts cannot be written about them.
public struct ThirdPartyRole: Hashable, Sendable {
    /// The role.
    public let role: PrincipalRole

    private init(_ role: PrincipalRole) { self.role = role }

    /// The role, or `nil` if it is the patient's or that of somebody in the patient's place.
    public init?(of role: PrincipalRole) {
        switch role {
        case .patient, .personalRepresentative, .parent: return nil
        default: self.role = role
        }
    }
}

extension ThirdPartyRole {
    /// The author, as claimed.
    public static let originator = ThirdPartyRole(.originator)
    /// A clinician treating the patient.
    public static let treatingClinician = ThirdPartyRole(.treatingClinician)
    /// A clinician of the same organization.
    public static let otherClinicianSameOrg = ThirdPartyRole(.otherClinicianSameOrg)
    /// A clinician elsewhere.
    public static let clinicianOtherOrg = ThirdPartyRole(.clinicianOtherOrg)
    /// In training.
    public static let trainee = ThirdPartyRole(.trainee)
    /// A clinical supervisor.
    public static let supervisor = ThirdPartyRole(.supervisor)
    /// Billing staff.
    public static let billing = ThirdPartyRole(.billing)
    /// Staff of health care operations.
    public static let operations = ThirdPartyRole(.operations)
    /// An administrator.
    public static let administrator = ThirdPartyRole(.administrator)
    /// A relative or friend without authority.
    public static let familyMember = ThirdPartyRole(.familyMember)
    /// Named by the patient to receive a copy.
    public static let designatedThirdParty = ThirdPartyRole(.designatedThirdParty)
    /// A researcher.
    public static let researcher = ThirdPartyRole(.researcher)
    /// A health plan.
    public static let healthPlan = ThirdPartyRole(.healthPlan)
    /// A business associate.
    public static let businessAssociate = ThirdPartyRole(.businessAssociate)
    /// An exchange.
    public static let healthInformationExchange = ThirdPartyRole(.healthInformationExchange)
    /// An intermediary, 42 CFR 2.11.
    public static let intermediary = ThirdPartyRole(.intermediary)
    /// The holder's attorney.
    public static let attorneyForProvider = ThirdPartyRole(.attorneyForProvider)
    /// An attorney of the other side.
    public static let opposingAttorney = ThirdPartyRole(.opposingAttorney)
    /// A court or tribunal.
    public static let court = ThirdPartyRole(.court)
    /// A law enforcement official.
    public static let lawEnforcement = ThirdPartyRole(.lawEnforcement)
    /// A health oversight agency.
    public static let oversightAgency = ThirdPartyRole(.oversightAgency)
    /// The Department of Health and Human Services.
    public static let hhs = ThirdPartyRole(.hhs)
    /// A coroner or medical examiner.
    public static let coroner = ThirdPartyRole(.coroner)
    /// A funeral director.
    public static let funeralDirector = ThirdPartyRole(.funeralDirector)
    /// An organ procurement organization.
    public static let organProcurement = ThirdPartyRole(.organProcurement)
    /// A public health authority.
    public static let publicHealthAuthority = ThirdPartyRole(.publicHealthAuthority)
    /// A protective service.
    public static let protectiveServices = ThirdPartyRole(.protectiveServices)
    /// A correctional institution.
    public static let correctionalInstitution = ThirdPartyRole(.correctionalInstitution)
    /// A national security official.
    public static let nationalSecurity = ThirdPartyRole(.nationalSecurity)
    /// A workers' compensation body.
    public static let workersComp = ThirdPartyRole(.workersComp)
    /// An employer.
    public static let employer = ThirdPartyRole(.employer)
    /// The target of a threat.
    public static let threatTarget = ThirdPartyRole(.threatTarget)
    /// A marketer.
    public static let marketer = ThirdPartyRole(.marketer)
    /// A buyer of data.
    public static let dataBuyer = ThirdPartyRole(.dataBuyer)
}

extension ThirdPartyRole: AxisValue {
    /// The place of the role on its axis.
    package var ordinal: Int { role.ordinal }
}
