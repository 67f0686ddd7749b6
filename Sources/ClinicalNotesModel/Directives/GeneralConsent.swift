/// A patient's general consent for treatment, payment and operations, 45 CFR 164.506(b).
///
/// It can never stand in for an authorization: 164.506(b)(2).
public struct GeneralConsent: Hashable, Sendable {
    /// Whose information.
    public let subjects: Set<PatientID>
    /// Which compartments it names, whatever that is worth.
    public let covers: Set<Compartment>
    /// For what.
    public let purposes: Set<PurposeOfUse>
    /// The signature; `nil` where nobody signed.
    public let signature: DirectiveSignature?
    /// When and how it was taken back, if it was.
    public var revocation: Revocation?

    /// Records a consent.
    ///
    /// - Parameters:
    ///   - subjects: Whose information.
    ///   - covers: Which compartments it names.
    ///   - purposes: For what.
    ///   - signature: The signature.
    ///   - revocation: When and how it was taken back.
    public init(
        subjects: Set<PatientID>,
        covers: Set<Compartment>,
        purposes: Set<PurposeOfUse>,
        signature: DirectiveSignature?,
        revocation: Revocation? = nil
    ) {
        self.subjects = subjects
        self.covers = covers
        self.purposes = purposes
        self.signature = signature
        self.revocation = revocation
    }
}

extension GeneralConsent: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.identifiers(subjects)
        writer.compartments(covers)
        writer.words(purposes)
        writer.optional(signature) { $0.record($1) }
        writer.optional(revocation) { $0.record($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        subjects = try reader.identifiers()
        covers = try reader.compartments()
        purposes = try reader.words()
        signature = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        revocation = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
    }
}
