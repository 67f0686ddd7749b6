public import ClinicalNotesPolicy

/// Somebody who asks, as a host's directory knows them.
public struct PeerPrincipal: Sendable {
    /// The name in the directory.
    public var id: String
    /// What they are.
    public var role: Fact<PeerRole>
    /// Where they work.
    public var organization: Fact<String>
    /// The care teams they are on.
    public var teams: Set<String>
    /// Which patient they are, if they are one.
    public var subject: String?

    /// Makes a principal.
    public init(
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
