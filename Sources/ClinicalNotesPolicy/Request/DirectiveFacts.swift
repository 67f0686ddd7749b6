package import ClinicalNotesModel

/// One document on record by which the patient, or somebody in the patient's place, permits something.
///
/// Each is judged alone.
package struct DirectiveFacts: Hashable, Sendable {
    /// What kind of document it is.
    package var kind: Fact<DirectiveKind>
    /// The compartments it describes.
    package var covers: Fact<[Compartment]>
    /// What it is combined with on one form.
    package var compoundWith: Fact<Set<CompoundDocument>>
    /// Who may disclose.
    package var disclosers: Fact<[OrganizationID]>
    /// Who may receive.
    package var recipients: Fact<[Party]>
    /// For what.
    package var purposes: Fact<[PurposeOfUse]>
    /// Who signed or is signed for.
    package var subjects: Fact<[PatientID]>
    /// It is signed.
    package var signed: Fact<Bool>
    /// It is dated.
    package var dated: Fact<Bool>
    /// Who signed.
    package var signedBy: Fact<DirectiveSigner>
    /// A representative's authority is described.
    package var signerAuthorityDescribed: Fact<Bool>
    /// Until when it is good; none means that no expiry is stated.
    package var expires: Fact<DirectiveExpiry?>
    /// The event of its expiry is known to have occurred.
    package var expirationEventOccurred: Fact<Bool>
    /// Core elements that are not completely filled in.
    package var elementsMissing: Fact<[AuthorizationElement]>
    /// Required statements that are missing.
    package var statementsMissing: Fact<[AuthorizationStatement]>
    /// It is revoked, in writing or not.
    package var revoked: Fact<Bool>
    /// It is revoked in writing.
    package var revokedInWriting: Fact<Bool>
    /// Something that may not depend on it was made to depend on it.
    package var conditioned: Fact<Bool>
    /// Material information in it is known to be false.
    package var knownFalse: Fact<Bool>
    /// It states the remuneration, 45 CFR 164.508(a)(3)(ii), (a)(4)(ii).
    package var remunerationStated: Fact<Bool>
    /// It waits for somebody else to confirm it, and opens nothing until then.
    package var unconfirmed: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    package init(
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
