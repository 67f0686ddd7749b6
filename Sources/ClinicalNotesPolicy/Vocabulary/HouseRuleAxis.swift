/// Whom a house rule is about.
package enum HouseRuleAxis: String, CaseIterable, Hashable, Sendable, Codable {
    /// Staff and outsiders.
    case thirdParty = "third-party"
    /// The patient.
    case patientAccess = "patient-access"
    /// A parent or guardian.
    case parentAccess = "parent-access"
    /// The portal, and nothing that answers a request for access.
    case portal
}
