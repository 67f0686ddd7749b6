internal import ClinicalNotesCrypto
public import ClinicalNotesModel

/// How far a verification is: told after each owner that was looked at.
public struct VerificationProgress: Sendable {
    /// When the first owner was looked at.
    public let since: Instant
    /// How many owners were looked at, earlier parts of the same verification included.
    public let owners: Int
    /// How many owners the audit log knows: about as many as there are to look at.
    public let expectedOwners: Int
    /// How many records were looked at, audit entries left out.
    public let records: Int
    /// How many things are wrong so far.
    public let findings: Int

    let verified: VerifiedOwners
    let keys: TenantKeys

    /// What a later verification goes on from, so that it need not look again at the owners that were found as they should be.
    ///
    /// Signed by the practice, and good for a day: what is done to these owners afterwards is not seen by a verification that goes on
    /// from it, but by the next one that begins anew. 32 bytes for each owner, none of which says anything about a person.
    public var state: [UInt8] { verified.signed(by: keys) }
}
