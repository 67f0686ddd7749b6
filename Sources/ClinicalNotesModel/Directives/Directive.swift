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
    /// When the event that it was good until was recorded as having occurred; `nil` if nobody knows that it has.
    public let endedAt: Instant?

    /// Puts a document on record.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - document: What it says.
    ///   - recordedBy: Who puts it on record.
    ///   - recordedAt: When.
    ///   - endedAt: When the event that it was good until was recorded as having occurred.
    public init(
        id: DirectiveID,
        document: DirectiveDocument,
        recordedBy: PrincipalID,
        recordedAt: Instant,
        endedAt: Instant? = nil
    ) {
        self.id = id
        self.document = document
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
        self.endedAt = endedAt
    }

    /// The patients whom it is about.
    public var subjects: Set<PatientID> { document.subjects }

    /// The directive, taken back; a later revision of the same record.
    public func revoked(_ revocation: Revocation) -> Directive {
        Directive(
            id: id,
            document: document.revoked(revocation),
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: endedAt
        )
    }

    /// The directive, whose event has occurred; a later revision of the same record.
    public func ended(at moment: Instant) -> Directive {
        Directive(
            id: id,
            document: document,
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: moment
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
        writer.optional(endedAt) { $0.instant($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        id = try reader.identifier()
        document = try reader.record()
        recordedBy = try reader.identifier()
        recordedAt = try reader.instant()
        endedAt = try reader.optional { reader throws(MalformedBytes) in try reader.instant() }
    }
}
