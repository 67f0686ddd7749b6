package import ClinicalNotesPolicy

/// Somebody who asks, as a host's directory knows them.
package struct PeerPrincipal: Sendable {
    /// The name in the directory.
    package var id: String
    /// What they are.
    package var role: Fact<PeerRole>
    /// Where they work.
    package var organization: Fact<String>
    /// The care teams they are on.
    package var teams: Set<String>
    /// Which patient they are, if they are one.
    package var subject: String?

    /// Makes a principal.
    package init(
        id: String,
        role: Fact<PeerRole>,
        organization: Fact<String>,
        teams: Set<String> = [],
        subject: String? = nil
    ) {
        self.id = id
        self.role = role
        self.organization = organization
        self.teams = teams
        self.subject = subject
    }
}
