public import ClinicalNotesModel

/// One line of a chart: what a reader may know of a note without opening it.
public struct ChartEntry: Hashable, Codable, Sendable {
    /// The note.
    public let id: NoteID
    /// What kind of note it is.
    public let kind: NoteKind
    /// Where the note is in its life.
    public let status: NoteStatus
    /// What was wrong with it, if it was entered in error and somebody said so by a code.
    public let entryError: EntryError?
    /// The compartment it is kept in.
    public let compartment: Compartment
    /// Who wrote it.
    public let originators: [PrincipalID]
    /// What vouches for it that they did.
    public let vouching: Vouching
    /// The time span that the note describes.
    public let period: Range<Instant>
    /// How it stands to another note that the reader may know of.
    public private(set) var relation: NoteRelation?

    init(_ id: NoteID, _ header: NoteHeader) {
        self.id = id
        kind = header.kind
        status = header.status
        entryError = header.withdrawal?.error
        compartment = header.compartment
        originators = header.originators
        vouching = header.vouching
        period = header.period
        relation = header.relation
    }

    /// The entry for somebody who may know of these notes alone.
    func relating(only known: Set<NoteID>) -> ChartEntry {
        var entry = self
        if let note = relation?.note, !known.contains(note) { entry.relation = nil }
        return entry
    }
}
