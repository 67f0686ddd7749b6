public import ClinicalNotesModel

/// One of several affiliations of one human, each under an id of its own: staff who are patients too, a patient who is somebody's
/// parent.
///
/// ```swift
/// for affiliation in try await vault.affiliations(of: rivera) {
///     print(affiliation.role, affiliation.principal)
/// }
/// ```
///
/// What one of them may see no other may for that: an id has the rights of its own role and papers, and keys of its own.
public struct LinkedAffiliation: Hashable, Codable, Sendable {
    /// The id, which never changes its kind.
    public let principal: PrincipalID
    /// The certified role.
    public let role: PrincipalRole
    /// The organization, or `nil` for a private person.
    public let organization: OrganizationID?
}
