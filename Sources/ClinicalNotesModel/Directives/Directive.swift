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
    /// Who vouches for it beside whoever put it on record.
    public let standing: FilingStanding

    /// Puts a document on record.
    ///
    /// - Parameters:
    ///   - id: Its identifier.
    ///   - document: What it says.
    ///   - recordedBy: Who puts it on record.
    ///   - recordedAt: When.
    ///   - endedAt: When the event that it was good until was recorded as having occurred.
    ///   - standing: Who vouches for it beside whoever put it on record.
    package init(
        id: DirectiveID,
        document: DirectiveDocument,
        recordedBy: PrincipalID,
        recordedAt: Instant,
        endedAt: Instant? = nil,
        standing: FilingStanding = .inForce
    ) {
        self.id = id
        self.document = document
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
        self.endedAt = endedAt
        self.standing = standing
    }

    /// The patients whom it is about.
    public var subjects: Set<PatientID> { document.subjects }

    /// Whether it may open something: not as long as it waits to be confirmed.
    public var isInForce: Bool { standing.isInForce }

    /// Whether it waits: what was revoked, or has ended, waits for nothing.
    package func awaitsConfirmation(at moment: Instant) -> Bool {
        standing == .unconfirmed && endedAt == nil && !document.isOver(at: moment)
    }

    /// The directive, confirmed by somebody else than who put it on record; a later revision of the same record.
    package func confirmed(_ confirmation: Confirmation) -> Directive {
        Directive(
            id: id,
            document: document,
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: endedAt,
            standing: .confirmed(confirmation)
        )
    }

    /// The directive without the ids of single notes that are not among some.
    package func naming(only notes: Set<NoteID>) -> Directive {
        Directive(
            id: id,
            document: document.naming(only: notes),
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: endedAt,
            standing: standing
        )
    }

    /// The directive, taken back; a later revision of the same record.
    package func revoked(_ revocation: Revocation) -> Directive {
        Directive(
            id: id,
            document: document.revoked(revocation),
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: endedAt,
            standing: standing
        )
    }

    /// The directive, whose event has occurred; a later revision of the same record.
    package func ended(at moment: Instant) -> Directive {
        Directive(
            id: id,
            document: document,
            recordedBy: recordedBy,
            recordedAt: recordedAt,
            endedAt: moment,
            standing: standing
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
        writer.record(standing)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        id = try reader.identifier()
        document = try reader.record()
        recordedBy = try reader.identifier()
        recordedAt = try reader.instant()
        endedAt = try reader.optional { reader throws(MalformedBytes) in try reader.instant() }
        standing = try reader.record()
    }
}
