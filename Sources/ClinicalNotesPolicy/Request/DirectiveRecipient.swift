public import ClinicalNotesModel

/// Who may receive what a directive permits.
public enum DirectiveRecipient: Hashable, Sendable {
    /// Everyone of a role.
    case role(PrincipalRole)
    /// One person.
    case principal(PrincipalID)
    /// One organization.
    case organization(OrganizationID)
    /// A person or an organization, where the document does not tell which.
    case named(Bytes16)
}
