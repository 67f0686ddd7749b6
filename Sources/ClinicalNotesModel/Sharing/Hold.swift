/// A patient's access to a note, a part or a field is held back, on a ground, by somebody, until an end.
///
/// Never concerns third parties. Whether it holds is the policy's question: a hold without a lawful
/// ground can be written down and stops nobody.
public struct Hold: Hashable, Sendable {
    /// The note.
    public let note: NoteID
    /// What of the note.
    public let scope: SharingScope
    /// The patient whose access it holds back: one of the subjects.
    public let patient: PatientID
    /// Why.
    public let ground: HoldGround
    /// In which capacity it was decided.
    public let determinedBy: Decider
    /// Who decided.
    public let by: PrincipalID
    /// When it was decided.
    public let at: Instant
    /// Whether it was decided for this patient and this note.
    public let individualized: Bool
    /// Whether the decider treats or treated the patient.
    public let treatingRelationship: Bool
    /// When it ends, or `nil` if no end was set.
    public let expires: Instant?
    /// What a second professional said.
    public let review: Review

    /// Holds a patient's access back.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - scope: What of the note.
    ///   - patient: The patient whose access it holds back.
    ///   - ground: Why.
    ///   - determinedBy: In which capacity it was decided.
    ///   - by: Who decided.
    ///   - at: When it was decided.
    ///   - individualized: Whether it was decided for this patient and this note.
    ///   - treatingRelationship: Whether the decider treats or treated the patient.
    ///   - expires: When it ends, or `nil` if no end was set.
    ///   - review: What a second professional said.
    public init(
        note: NoteID,
        scope: SharingScope = .note,
        patient: PatientID,
        ground: HoldGround,
        determinedBy: Decider,
        by: PrincipalID,
        at: Instant,
        individualized: Bool,
        treatingRelationship: Bool,
        expires: Instant?,
        review: Review = .notRequested
    ) {
        self.note = note
        self.scope = scope
        self.patient = patient
        self.ground = ground
        self.determinedBy = determinedBy
        self.by = by
        self.at = at
        self.individualized = individualized
        self.treatingRelationship = treatingRelationship
        self.expires = expires
        self.review = review
    }

    /// Whether the end has come.
    package func hasExpired(at instant: Instant) -> Bool {
        guard let expires else { return false }
        return instant >= expires
    }
}

extension Hold: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.note(note)
        writer.record(scope)
        writer.identifier(patient)
        writer.word(ground)
        writer.word(determinedBy)
        writer.identifier(by)
        writer.instant(at)
        writer.flag(individualized)
        writer.flag(treatingRelationship)
        writer.optional(expires) { $0.instant($1) }
        writer.word(review)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        note = try reader.note()
        scope = try reader.record()
        patient = try reader.identifier()
        ground = try reader.word()
        determinedBy = try reader.word()
        by = try reader.identifier()
        at = try reader.instant()
        individualized = try reader.flag()
        treatingRelationship = try reader.flag()
        expires = try reader.optional { (reader) throws(MalformedBytes) in try reader.instant() }
        review = try reader.word()
    }
}
