/// A patient's consent under 42 CFR Part 2, with every element of 2.31(a).
public struct Part2Consent: Hashable, Sendable {
    /// What a consent is for.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// All future treatment, payment and operations, 2.33(a)(2).
        case treatmentPaymentOperations = "part2-consent-tpo"
        /// Something specific.
        case specific = "part2-consent-specific"
        /// Legal proceedings, 2.31(d).
        case proceedings = "part2-consent-proceedings"
        /// Counseling notes, 2.31(b).
        case counseling = "part2-consent-sud-counseling"
    }

    /// What the consent is for.
    public var kind: Kind
    /// The patient, by name: 2.31(a)(1).
    public var subjects: Set<PatientID>
    /// Who may disclose: (a)(2).
    public var disclosers: Set<Party>
    /// How much and what kind of information, in the document's words: (a)(3).
    public var description: String
    /// Which compartments the description takes in.
    public var covers: Set<Compartment>
    /// To whom: (a)(4).
    public var recipients: Set<Party>
    /// Who takes part in an intermediary that is a recipient: (a)(4)(ii)(B); empty without one.
    public var intermediaryParticipants: Set<Party>
    /// For what: (a)(5).
    public var purposes: Set<PurposeOfUse>
    /// Until when: (a)(7); `nil` where the document does not say.
    public var expiry: ExpiryTerm?
    /// The signature and its date: (a)(8) and (9); `nil` where nobody signed.
    public var signature: DirectiveSignature?
    /// The statements that it makes.
    public var statements: Set<Part2Statement>
    /// Whether state law asks for a parent's consent to a minor's treatment, 2.14; `nil` if not known or
    /// the patient is no minor.
    public var parentalConsentRequired: Bool?
    /// What it is combined with in one document.
    public var compoundWith: Set<CompoundDocument>
    /// What was made to depend on signing.
    public var conditioning: DirectiveConditioning
    /// Whether material information in it is known, or with reasonable effort could be known, to be false.
    public var knownFalse: Bool
    /// When and how it was taken back, if it was: (a)(6).
    public var revocation: Revocation?

    /// Records a consent as the document stands.
    ///
    /// - Parameters:
    ///   - kind: What the consent is for.
    ///   - subjects: The patient.
    ///   - disclosers: Who may disclose.
    ///   - description: How much and what kind of information, in the document's words.
    ///   - covers: Which compartments the description takes in.
    ///   - recipients: To whom.
    ///   - intermediaryParticipants: Who takes part in an intermediary that is a recipient.
    ///   - purposes: For what.
    ///   - expiry: Until when.
    ///   - signature: The signature and its date.
    ///   - statements: The statements that it makes.
    ///   - parentalConsentRequired: Whether state law asks for a parent's consent to a minor's treatment.
    ///   - compoundWith: What it is combined with in one document.
    ///   - conditioning: What was made to depend on signing.
    ///   - knownFalse: Whether material information in it is known to be false.
    ///   - revocation: When and how it was taken back.
    public init(
        _ kind: Kind,
        subjects: Set<PatientID>,
        disclosers: Set<Party>,
        description: String,
        covers: Set<Compartment>,
        recipients: Set<Party>,
        intermediaryParticipants: Set<Party> = [],
        purposes: Set<PurposeOfUse>,
        expiry: ExpiryTerm?,
        signature: DirectiveSignature?,
        statements: Set<Part2Statement>,
        parentalConsentRequired: Bool? = nil,
        compoundWith: Set<CompoundDocument> = [],
        conditioning: DirectiveConditioning = .none,
        knownFalse: Bool = false,
        revocation: Revocation? = nil
    ) {
        self.kind = kind
        self.subjects = subjects
        self.disclosers = disclosers
        self.description = description
        self.covers = covers
        self.recipients = recipients
        self.intermediaryParticipants = intermediaryParticipants
        self.purposes = purposes
        self.expiry = expiry
        self.signature = signature
        self.statements = statements
        self.parentalConsentRequired = parentalConsentRequired
        self.compoundWith = compoundWith
        self.conditioning = conditioning
        self.knownFalse = knownFalse
        self.revocation = revocation
    }
}

extension Part2Consent: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.word(kind)
        writer.identifiers(subjects)
        writer.parties(disclosers)
        writer.text(description)
        writer.compartments(covers)
        writer.parties(recipients)
        writer.parties(intermediaryParticipants)
        writer.words(purposes)
        writer.optional(expiry) { $0.record($1) }
        writer.optional(signature) { $0.record($1) }
        writer.words(statements)
        writer.optional(parentalConsentRequired) { $0.flag($1) }
        writer.words(compoundWith)
        writer.word(conditioning)
        writer.flag(knownFalse)
        writer.optional(revocation) { $0.record($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        kind = try reader.word()
        subjects = try reader.identifiers()
        disclosers = try reader.parties()
        description = try reader.text()
        covers = try reader.compartments()
        recipients = try reader.parties()
        intermediaryParticipants = try reader.parties()
        purposes = try reader.words()
        expiry = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        signature = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        statements = try reader.words()
        parentalConsentRequired = try reader.optional { (reader) throws(MalformedBytes) in try reader.flag() }
        compoundWith = try reader.words()
        conditioning = try reader.word()
        knownFalse = try reader.flag()
        revocation = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
    }
}
