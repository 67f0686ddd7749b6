public import ClinicalNotesModel

/// What others may know of a keyring: whose it is, and the public keys.
public struct PublicKeyring: Hashable, Sendable {
    /// Whose keys these are.
    public let principal: PrincipalID
    /// The public keys.
    public let keys: PublicKeys

    /// Makes the public half of a keyring that is held elsewhere.
    public init(principal: PrincipalID, keys: PublicKeys) {
        self.principal = principal
        self.keys = keys
    }
}
