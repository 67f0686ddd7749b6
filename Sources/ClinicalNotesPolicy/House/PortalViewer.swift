public import ClinicalNotesModel

/// Who looks into the portal: the patient, or somebody in the patient's place.
public struct PortalViewer: Hashable, Sendable, CaseIterable {
    /// The role.
    public let role: PrincipalRole

    private init(_ role: PrincipalRole) { self.role = role }

    /// The patient.
    public static let patient = PortalViewer(.patient)
    /// Who makes the patient's health care decisions.
    public static let personalRepresentative = PortalViewer(.personalRepresentative)
    /// A minor's parent.
    public static let parent = PortalViewer(.parent)

    /// All of them.
    public static let allCases = [patient, personalRepresentative, parent]
}

extension PortalViewer: AxisValue {
    /// The place of the role on its axis.
    package var ordinal: Int { role.ordinal }
}
