package import ClinicalNotesModel

/// A note that was written elsewhere, in the state that the source gave.
package struct ExternalNote: Sendable {

    /// What names this note and no other, in every state of it: by this it is recognized.
    package var key: PersonIdentifier
    /// What the source's server calls it, whether or not that is the `key`; `nil` if it is on no server.
    ///
    /// By this a state is recognized, too, where another key came only with it, or goes with it. Two states that both have
    /// another key, and not the same, are two notes.
    package var address: PersonIdentifier?
    /// What else the source calls it; others may carry the same.
    package var identifiers: [PersonIdentifier]
    /// Which state of it this is, if the source says.
    package var version: ExternalVersion?
    /// What kind of note it is.
    package var kind: NoteKind
    /// What the source says it is, where `kind` does not say the same.
    package var type: ExternalType?
    /// Which compartment it belongs to.
    package var compartment: Compartment
    /// A stricter one that it may belong to: it is its authors' alone until somebody decides, see ``NoteSession/keepCompartment(of:idempotencyKey:)``.
    package var proposedCompartment: Compartment?
    /// The source's security labels; those of its patient's record and of its ``encounters`` reach it beside them.
    package var labels: [SecurityLabel]
    /// What the source calls the encounters that it tells of.
    package var encounters: [PersonIdentifier]
    /// The words, in order: at least one section unless there are ``attachments`` or the note ``isWithdrawn``.
    package var sections: [ExternalSection]
    /// The files that belong to it.
    package var attachments: [ExternalAttachment]
    /// Whether the words hold control or bidirectional override characters, which are kept as they are.
    package var markedText: Bool
    /// Where it is in its life.
    package var status: NoteStatus
    /// Who wrote it, as the source says; at least one, in words if nobody knows who.
    package var authors: [ExternalAuthor]
    /// What else the source says about its making.
    package var context: ExternalContext
    /// By what the source refers to each part of the context, where not by words alone.
    package var references: [ExternalContext.Part: ExternalReference]
    /// Whom it is about, as positions in ``ExternalRecords/patients``; at least one.
    package var subjects: [Int]
    /// The time span that the note describes.
    package var period: Range<Instant>
    /// When it was written, if the source says.
    package var date: Instant?
    /// How it stands to other notes; it is linked with those of the same people and compartment alone.
    package var relations: [ExternalRelation]
    /// How the practice came by it; `nil` if it is the practice's own record, moved from another system.
    package var received: ReceivedRecord?

    /// Whether some of its words or files did not come along, so that others may stand in for them: nothing whole is put back to that.
    package var isPartial = false
    /// Whether it is kept as it came, a draft of nobody here.
    var isPreliminary = false

    /// Whether the source has withdrawn it.
    package var isWithdrawn: Bool { status == .enteredInError }

    /// Describes a note that was written elsewhere.
    ///
    /// - Parameters:
    ///   - key: What names this note and no other.
    ///   - address: What the source's server calls it.
    ///   - identifiers: What else the source calls it.
    ///   - version: Which state of it this is.
    ///   - kind: What kind of note it is.
    ///   - type: What the source says it is, where `kind` does not say the same.
    ///   - compartment: Which compartment it belongs to.
    ///   - proposedCompartment: A stricter one that it may belong to.
    ///   - labels: The source's security labels.
    ///   - encounters: What the source calls the encounters that it tells of.
    ///   - sections: The words, in order.
    ///   - attachments: The files that belong to it.
    ///   - markedText: Whether the words hold control or bidirectional override characters.
    ///   - status: Where it is in its life.
    ///   - authors: Who wrote it, as the source says; at least one.
    ///   - context: What else the source says about its making.
    ///   - references: By what the source refers to each part of the context.
    ///   - subjects: Whom it is about, as positions in ``ExternalRecords/patients``; at least one.
    ///   - period: The time span that the note describes.
    ///   - date: When it was written.
    ///   - relations: How it stands to other notes.
    ///   - received: How the practice came by it; `nil` if it is the practice's own record.
    package init(
        key: PersonIdentifier,
        address: PersonIdentifier? = nil,
        identifiers: [PersonIdentifier] = [],
        version: ExternalVersion? = nil,
        kind: NoteKind,
        type: ExternalType? = nil,
        compartment: Compartment,
        proposedCompartment: Compartment? = nil,
        labels: [SecurityLabel] = [],
        encounters: [PersonIdentifier] = [],
        sections: [ExternalSection],
        attachments: [ExternalAttachment] = [],
        markedText: Bool = false,
        status: NoteStatus = .signed,
        authors: [ExternalAuthor],
        context: ExternalContext = ExternalContext(),
        references: [ExternalContext.Part: ExternalReference] = [:],
        subjects: [Int],
        period: Range<Instant>,
        date: Instant? = nil,
        relations: [ExternalRelation] = [],
        received: ReceivedRecord? = nil
    ) {
        self.key = key
        self.address = address
        self.identifiers = identifiers
        self.version = version
        self.kind = kind
        self.type = type
        self.compartment = compartment
        self.proposedCompartment = proposedCompartment
        self.labels = labels
        self.encounters = encounters
        self.sections = sections
        self.attachments = attachments
        self.markedText = markedText
        self.status = status
        self.authors = authors
        self.context = context
        self.references = references
        self.subjects = subjects
        self.period = period
        self.date = date
        self.relations = relations
        self.received = received
    }
}

extension ExternalNote: DescribedByType {}
