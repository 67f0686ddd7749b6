public import ClinicalNotesModel

/// That somebody approves of a recovery: a signature with their own keys.
public struct RecoveryApproval: Hashable, Sendable {
    /// Who approves.
    public let principal: PrincipalID
    /// Their signature over what was asked.
    public let signature: [UInt8]

    /// Takes an approval that was given elsewhere.
    ///
    /// - Parameters:
    ///   - principal: Who approves.
    ///   - signature: What ``RecoveryRequest/approved(by:)`` gave.
    public init(principal: PrincipalID, signature: [UInt8]) {
        self.principal = principal
        self.signature = signature
    }
}
