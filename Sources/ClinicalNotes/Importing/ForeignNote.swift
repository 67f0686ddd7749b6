public import ClinicalNotesModel

/// A note that was written elsewhere.
public struct ForeignNote: Sendable {
    /// How a note stands to another one that may be imported too, or was before.
    public enum Relation: Hashable, Sendable {
        /// It adds to the note with this identifier.
        case addendum(to: PersonIdentifier)
        /// It takes the place of the note with this identifier.
        case replacement(of: PersonIdentifier)
    }

    /// What the source calls the note; at least one, by which a repeated import is recognised.
    public var identifiers: [PersonIdentifier]
    /// What kind of note it is.
    public var kind: NoteKind
    /// Which compartment it belongs to.
    public var compartment: Compartment
    /// The words.
    public var text: ClinicalText
    /// Where it is in its life.
    public var status: NoteStatus
    /// Who wrote it, as the source says; at least one.
    public var authors: [ForeignAuthor]
    /// Whom it is about, as positions in ``ForeignRecords/patients``; at least one.
    public var subjects: [Int]
    /// When what it tells of took place.
    public var period: Range<Instant>
    /// How it stands to another note; left out if that is not a note of the same people and compartment.
    public var relation: Relation?
    /// How the practice came by it; `nil` if it is the practice's own record, moved from another system.
    public var received: ReceivedRecord?

    /// Describes a note that was written elsewhere.
    ///
    /// - Parameters:
    ///   - identifiers: What the source calls the note; at least one.
    ///   - kind: What kind of note it is.
    ///   - compartment: Which compartment it belongs to.
    ///   - text: The words.
    ///   - status: Where it is in its life.
    ///   - authors: Who wrote it, as the source says; at least one.
    ///   - subjects: Whom it is about, as positions in ``ForeignRecords/patients``; at least one.
    ///   - period: When what it tells of took place.
    ///   - relation: How it stands to another note.
    ///   - received: How the practice came by it; `nil` if it is the practice's own record.
    public init(
        identifiers: [PersonIdentifier],
        kind: NoteKind,
        compartment: Compartment,
        text: ClinicalText,
        status: NoteStatus = .signed,
        authors: [ForeignAuthor],
        subjects: [Int],
        period: Range<Instant>,
        relation: Relation? = nil,
        received: ReceivedRecord? = nil
    ) {
        self.identifiers = identifiers
        self.kind = kind
        self.compartment = compartment
        self.text = text
        self.status = status
        self.authors = authors
        self.subjects = subjects
        self.period = period
        self.relation = relation
        self.received = received
    }
}
