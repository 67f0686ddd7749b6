package import ClinicalNotesModel

/// Who looks into the portal: the patient, or somebody in the patient's place.
public enum PortalViewer: CaseIterable, Hashable, Sendable {
    /// The patient.
    case patient
    /// Who makes the patient's health care decisions.
    case personalRepresentative
    /// A minor's parent.
    case parent

    /// The role among all.
    package var role: PrincipalRole {
        switch self {
        case .patient: .patient
        case .personalRepresentative: .personalRepresentative
        case .parent: .parent
        }
    }
}
