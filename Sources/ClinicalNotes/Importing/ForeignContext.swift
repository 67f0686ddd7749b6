/// What a source says about the making of a note, in its words: attested, and nothing is decided by it.
public struct ForeignContext: Hashable, Sendable {
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
    public init(
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

extension ForeignContext: CustomStringConvertible, CustomDebugStringConvertible {
    /// Nothing of it: names stay out of logs.
    public var description: String { "ForeignContext" }
    /// Nothing of it.
    public var debugDescription: String { description }
}
