/// Something put on record by a patient or by law that decides about access.
public struct Directive: Hashable, Sendable {
    /// Its identifier.
    public let id: DirectiveID
    /// What it says.
    public let document: DirectiveDocument
    /// Who put it on record.
    public let recordedBy: PrincipalID
    /// When.
    public let recordedAt: Instant

    /// Puts a document on record.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - document: What it says.
    ///   - recordedBy: Who puts it on record.
    ///   - recordedAt: When.
    public init(id: DirectiveID, document: DirectiveDocument, recordedBy: PrincipalID, recordedAt: Instant) {
        self.id = id
        self.document = document
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
    }

    /// The patients whom it is about.
    public var subjects: Set<PatientID> { document.subjects }

    /// The directive, taken back; a later revision of the same record.
    public func revoked(_ revocation: Revocation) -> Directive {
        Directive(
            id: id,
            document: document.revoked(revocation),
            recordedBy: recordedBy,
            recordedAt: recordedAt
        )
    }
}

extension Directive: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.identifier(id)
        writer.record(document)
        writer.identifier(recordedBy)
        writer.instant(recordedAt)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        id = try reader.identifier()
        document = try reader.record()
        recordedBy = try reader.identifier()
        recordedAt = try reader.instant()
    }
}
