public import ClinicalNotesModel

/// One document on record by which the patient, or somebody in the patient's place, permits something.
///
/// Each is judged alone.
public struct DirectiveFacts: Hashable, Sendable {
    /// What kind of document it is.
    public var kind: Fact<DirectiveKind>
    /// The compartments it describes.
    public var covers: Fact<[Compartment]>
    /// What it is combined with on one form.
    public var compoundWith: Fact<Set<CompoundDocument>>
    /// Who may disclose.
    public var disclosers: Fact<[OrganizationID]>
    /// Who may receive.
    public var recipients: Fact<[Party]>
    /// For what.
    public var purposes: Fact<[PurposeOfUse]>
    /// Who signed or is signed for.
    public var subjects: Fact<[PatientID]>
    /// It is signed.
    public var signed: Fact<Bool>
    /// It is dated.
    public var dated: Fact<Bool>
    /// Who signed.
    public var signedBy: Fact<DirectiveSigner>
    /// A representative's authority is described.
    public var signerAuthorityDescribed: Fact<Bool>
    /// Until when it is good; none means that no expiry is stated.
    public var expires: Fact<DirectiveExpiry?>
    /// The event of its expiry is known to have occurred.
    public var expirationEventOccurred: Fact<Bool>
    /// Core elements that are not completely filled in.
    public var elementsMissing: Fact<[AuthorizationElement]>
    /// Required statements that are missing.
    public var statementsMissing: Fact<[AuthorizationStatement]>
    /// It is revoked, in writing or not.
    public var revoked: Fact<Bool>
    /// It is revoked in writing.
    public var revokedInWriting: Fact<Bool>
    /// Something that may not depend on it was made to depend on it.
    public var conditioned: Fact<Bool>
    /// Material information in it is known to be false.
    public var knownFalse: Fact<Bool>
    /// It states the remuneration, 45 CFR 164.508(a)(3)(ii), (a)(4)(ii).
    public var remunerationStated: Fact<Bool>
    /// It waits for somebody else to confirm it, and opens nothing until then.
    public var unconfirmed: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        kind: Fact<DirectiveKind>,
        covers: Fact<[Compartment]>,
        compoundWith: Fact<Set<CompoundDocument>> = .known([]),
        disclosers: Fact<[OrganizationID]>,
        recipients: Fact<[Party]>,
        purposes: Fact<[PurposeOfUse]>,
        subjects: Fact<[PatientID]>,
        signed: Fact<Bool>,
        dated: Fact<Bool>,
        signedBy: Fact<DirectiveSigner>,
        signerAuthorityDescribed: Fact<Bool> = .known(false),
        expires: Fact<DirectiveExpiry?>,
        expirationEventOccurred: Fact<Bool> = .unknown,
        elementsMissing: Fact<[AuthorizationElement]>,
        statementsMissing: Fact<[AuthorizationStatement]>,
        revoked: Fact<Bool>,
        revokedInWriting: Fact<Bool> = .unknown,
        conditioned: Fact<Bool> = .known(false),
        knownFalse: Fact<Bool> = .known(false),
        remunerationStated: Fact<Bool> = .known(false),
        unconfirmed: Fact<Bool> = .known(false)
    ) {
        self.kind = kind
        self.covers = covers
        self.compoundWith = compoundWith
        self.disclosers = disclosers
        self.recipients = recipients
        self.purposes = purposes
        self.subjects = subjects
        self.signed = signed
        self.dated = dated
        self.signedBy = signedBy
        self.signerAuthorityDescribed = signerAuthorityDescribed
        self.expires = expires
        self.expirationEventOccurred = expirationEventOccurred
        self.elementsMissing = elementsMissing
        self.statementsMissing = statementsMissing
        self.revoked = revoked
        self.revokedInWriting = revokedInWriting
        self.conditioned = conditioned
        self.knownFalse = knownFalse
        self.remunerationStated = remunerationStated
        self.unconfirmed = unconfirmed
    }
}
