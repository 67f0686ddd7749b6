/// A signature under a directive, 45 CFR 164.508(c)(1)(vi) and 42 CFR 2.31(a)(8) and (9).
public struct DirectiveSignature: Hashable, Sendable {
    /// Who signed.
    public let signer: DirectiveSigner
    /// Who that is, if the vault knows them.
    public let principal: PrincipalID?
    /// The date beside the signature, or `nil` if there is none.
    public let signedOn: CalendarDay?
    /// By what authority somebody signs for the patient, in the document's words, or `nil`.
    public let authority: String?

    /// Records a signature.
    ///
    /// - Parameters:
    ///   - signer: Who signed.
    ///   - principal: Who that is, if the vault knows them.
    ///   - signedOn: The date beside the signature, or `nil` if there is none.
    ///   - authority: By what authority somebody signs for the patient, in the document's words.
    public init(
        by signer: DirectiveSigner,
        principal: PrincipalID? = nil,
        on signedOn: CalendarDay?,
        authority: String? = nil
    ) {
        self.signer = signer
        self.principal = principal
        self.signedOn = signedOn
        self.authority = authority
    }
}

extension DirectiveSignature: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.word(signer)
        writer.optional(principal) { $0.identifier($1) }
        writer.optional(signedOn) { $0.day($1) }
        writer.optional(authority) { $0.text($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        signer = try reader.word()
        principal = try reader.optional { (reader) throws(MalformedBytes) in try reader.identifier() }
        signedOn = try reader.optional { (reader) throws(MalformedBytes) in try reader.day() }
        authority = try reader.optional { (reader) throws(MalformedBytes) in try reader.text() }
    }
}
