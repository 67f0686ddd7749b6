/// A patient's authorization for a use or disclosure, 45 CFR 164.508, with every element of (c).
///
/// One signature covers one person's information: a joint or group note needs each subject's.
public struct Authorization: Hashable, Sendable {
    /// Whose information: who signed, or is signed for.
    public var subjects: Set<PatientID>
    /// Which information, specifically and meaningfully, in the document's words: (c)(1)(i).
    public var description: String
    /// Which compartments the description takes in.
    public var covers: Set<Compartment>
    /// Which notes it takes in, or `nil` for all notes of those compartments.
    public var notes: Set<NoteID>?
    /// Who may use or disclose: (c)(1)(ii).
    public var disclosers: Set<Party>
    /// To whom: (c)(1)(iii).
    public var recipients: Set<Party>
    /// For what: (c)(1)(iv).
    public var purposes: Set<PurposeOfUse>
    /// Whether it says "at the request of the individual", which is purpose enough where the patient starts it.
    public var atRequestOfIndividual: Bool
    /// Until when: (c)(1)(v); `nil` where the document does not say.
    public var expiry: ExpiryTerm?
    /// The signature: (c)(1)(vi); `nil` where nobody signed.
    public var signature: DirectiveSignature?
    /// The statements that it makes: (c)(2).
    public var statements: Set<Statement>
    /// Whether it is written in plain language: (c)(3).
    public var plainLanguage: Bool
    /// Whether the holder sought it: (c)(4).
    public var soughtByHolder: Bool
    /// Whether the patient has a signed copy: (c)(4).
    public var copyGiven: Bool
    /// What it is combined with in one document: (b)(3).
    public var compoundWith: Set<CompoundDocument>
    /// What was made to depend on signing: (b)(4).
    public var conditioning: DirectiveConditioning
    /// Whether somebody is paid: (a)(3)(ii), (a)(4)(ii).
    public var remuneration: Remuneration
    /// Whether material information in it is known to be false: (b)(2)(v).
    public var knownFalse: Bool
    /// When and how it was taken back, if it was: (b)(5).
    public var revocation: Revocation?

    /// Records an authorization as the document stands.
    ///
    /// - Parameters:
    ///   - subjects: Whose information.
    ///   - description: Which information, in the document's words.
    ///   - covers: Which compartments the description takes in.
    ///   - notes: Which notes it takes in, or `nil` for all of those compartments.
    ///   - disclosers: Who may use or disclose.
    ///   - recipients: To whom.
    ///   - purposes: For what.
    ///   - atRequestOfIndividual: Whether it says "at the request of the individual".
    ///   - expiry: Until when.
    ///   - signature: The signature.
    ///   - statements: The statements that it makes.
    ///   - plainLanguage: Whether it is written in plain language.
    ///   - soughtByHolder: Whether the holder sought it.
    ///   - copyGiven: Whether the patient has a signed copy.
    ///   - compoundWith: What it is combined with in one document.
    ///   - conditioning: What was made to depend on signing.
    ///   - remuneration: Whether somebody is paid.
    ///   - knownFalse: Whether material information in it is known to be false.
    ///   - revocation: When and how it was taken back.
    public init(
        subjects: Set<PatientID>,
        description: String,
        covers: Set<Compartment>,
        notes: Set<NoteID>? = nil,
        disclosers: Set<Party>,
        recipients: Set<Party>,
        purposes: Set<PurposeOfUse>,
        atRequestOfIndividual: Bool = false,
        expiry: ExpiryTerm?,
        signature: DirectiveSignature?,
        statements: Set<Statement>,
        plainLanguage: Bool = true,
        soughtByHolder: Bool = false,
        copyGiven: Bool = false,
        compoundWith: Set<CompoundDocument> = [],
        conditioning: DirectiveConditioning = .none,
        remuneration: Remuneration = .none,
        knownFalse: Bool = false,
        revocation: Revocation? = nil
    ) {
        self.subjects = subjects
        self.description = description
        self.covers = covers
        self.notes = notes
        self.disclosers = disclosers
        self.recipients = recipients
        self.purposes = purposes
        self.atRequestOfIndividual = atRequestOfIndividual
        self.expiry = expiry
        self.signature = signature
        self.statements = statements
        self.plainLanguage = plainLanguage
        self.soughtByHolder = soughtByHolder
        self.copyGiven = copyGiven
        self.compoundWith = compoundWith
        self.conditioning = conditioning
        self.remuneration = remuneration
        self.knownFalse = knownFalse
        self.revocation = revocation
    }
}
