/// What a source says about the making of a note, in its words: attested, and nothing is decided by it.
public struct ExternalContext: Hashable, Sendable {
    /// Whom or what the source names.
    public enum Part: CaseIterable, Hashable, Sendable {
        /// The organization that stands for the note.
        case organization
        /// The organization that keeps it.
        case custodian
        /// The encounter that it tells of.
        case encounter
        /// Who vouched for it.
        case authenticator
    }

    /// The organization that stands for the note.
    public var organization: String?
    /// The organization that keeps it.
    public var custodian: String?
    /// The encounter that it tells of.
    public var encounter: String?
    /// Who vouched for it.
    public var authenticator: String?

    /// Puts together what a source says.
    ///
    /// - Parameters:
    ///   - organization: The organization that stands for the note.
    ///   - custodian: The organization that keeps it.
    ///   - encounter: The encounter that it tells of.
    ///   - authenticator: Who vouched for it.
    package init(
        organization: String? = nil,
        custodian: String? = nil,
        encounter: String? = nil,
        authenticator: String? = nil
    ) {
        self.organization = organization
        self.custodian = custodian
        self.encounter = encounter
        self.authenticator = authenticator
    }
}

extension ExternalContext {
    /// The words about a part.
    subscript(part: Part) -> String? {
        get {
            switch part {
            case .organization: organization
            case .custodian: custodian
            case .encounter: encounter
            case .authenticator: authenticator
            }
        }
        set {
            switch part {
            case .organization: organization = newValue
            case .custodian: custodian = newValue
            case .encounter: encounter = newValue
            case .authenticator: authenticator = newValue
            }
        }
    }
}

extension ExternalContext: CustomStringConvertible, CustomDebugStringConvertible {
    /// Nothing of it: names stay out of logs.
    public var description: String { "ExternalContext" }
    /// Nothing of it.
    public var debugDescription: String { description }
}
