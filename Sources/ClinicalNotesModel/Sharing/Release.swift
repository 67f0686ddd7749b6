/// Whether a patient's browsing shows a note, a part or a field; says nothing about who reads inside.
///
/// A request for access (45 CFR 164.524) ignores it.
///
/// A field can be withheld from a note or part that is shown, and released of one that is not: then it is shown alone.
public struct Release: Hashable, Sendable {
    /// What the patient's browsing shows.
    public enum State: Hashable, Sendable {
        /// Nothing.
        case withheld
        /// Nothing before that moment, the content from then on.
        case scheduled(Instant)
        /// The content.
        case released
    }

    /// The note.
    public let note: NoteID
    /// What of the note.
    public let scope: SharingScope
    /// The patient to whom it is or is not shown: one of the subjects.
    public let patient: PatientID
    /// What the patient's browsing shows.
    public let state: State
    /// Who decided.
    public let by: PrincipalID
    /// When it was decided.
    public let at: Instant

    /// Decides what a patient's browsing shows.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - scope: What of the note.
    ///   - patient: The patient to whom it is or is not shown.
    ///   - state: What the patient's browsing shows.
    ///   - by: Who decided.
    ///   - at: When it was decided.
    public init(
        note: NoteID,
        scope: SharingScope = .note,
        patient: PatientID,
        state: State,
        by: PrincipalID,
        at: Instant
    ) {
        self.note = note
        self.scope = scope
        self.patient = patient
        self.state = state
        self.by = by
        self.at = at
    }

    /// Whether browsing shows the content at a moment.
    public func isOpen(at instant: Instant) -> Bool {
        switch state {
        case .withheld: false
        case .scheduled(let opening): instant >= opening
        case .released: true
        }
    }
}

extension Release: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.note(note)
        writer.record(scope)
        writer.identifier(patient)
        switch state {
        case .withheld:
            writer.integer(UInt8(0))
        case .scheduled(let opening):
            writer.integer(UInt8(1))
            writer.instant(opening)
        case .released:
            writer.integer(UInt8(2))
        }
        writer.identifier(by)
        writer.instant(at)
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        note = try reader.note()
        scope = try reader.record()
        patient = try reader.identifier()
        switch try reader.integer(UInt8.self) {
        case 0: state = .withheld
        case 1: state = .scheduled(try reader.instant())
        case 2: state = .released
        default: throw MalformedBytes()
        }
        by = try reader.identifier()
        at = try reader.instant()
    }
}
