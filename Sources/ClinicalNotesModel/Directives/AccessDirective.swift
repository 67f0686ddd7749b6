/// A patient directs a copy to somebody, 45 CFR 164.524(c)(3)(ii).
///
/// Must be written, signed, and name the recipient and the place; reaches only what the right of access
/// reaches, so never a psychotherapy note.
public struct AccessDirective: Hashable, Sendable {
    /// Whose information.
    public let subjects: Set<PatientID>
    /// Which compartments it asks for.
    public let covers: Set<Compartment>
    /// To whom the copy goes; empty where the document does not say.
    public let recipients: Set<Party>
    /// Where the copy goes, in the document's words; empty where it does not say.
    public let destination: String
    /// The signature; `nil` where nobody signed.
    public let signature: DirectiveSignature?
    /// When and how it was taken back, if it was.
    public var revocation: Revocation?

    /// Records a directive.
    ///
    /// - Parameters:
    ///   - subjects: Whose information.
    ///   - covers: Which compartments it asks for.
    ///   - recipients: To whom the copy goes.
    ///   - destination: Where the copy goes, in the document's words.
    ///   - signature: The signature.
    ///   - revocation: When and how it was taken back.
    public init(
        subjects: Set<PatientID>,
        covers: Set<Compartment>,
        recipients: Set<Party>,
        destination: String,
        signature: DirectiveSignature?,
        revocation: Revocation? = nil
    ) {
        self.subjects = subjects
        self.covers = covers
        self.recipients = recipients
        self.destination = destination
        self.signature = signature
        self.revocation = revocation
    }

    /// Whether the document is signed and names the recipient and the place.
    public var isComplete: Bool { signature != nil && !recipients.isEmpty && !destination.isEmpty }
}

extension AccessDirective: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.identifiers(subjects)
        writer.compartments(covers)
        writer.parties(recipients)
        writer.text(destination)
        writer.optional(signature) { $0.record($1) }
        writer.optional(revocation) { $0.record($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        subjects = try reader.identifiers()
        covers = try reader.compartments()
        recipients = try reader.parties()
        destination = try reader.text()
        signature = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
        revocation = try reader.optional { (reader) throws(MalformedBytes) in try reader.record() }
    }
}
