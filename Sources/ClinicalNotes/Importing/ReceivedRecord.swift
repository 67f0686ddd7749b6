internal import ClinicalNotesModel
public import ClinicalNotesPolicy

/// How a practice came by a note that was disclosed to it, not written in it.
public struct ReceivedRecord: Hashable, Sendable {
    /// What the practice is with regard to the note: `receivedCopy`, or the recipient of a Part 2 record,
    /// `coveredEntity` or `lawfulHolder`, 42 CFR 2.33(b).
    public var holder: NoteHolder
    /// The consent under which a Part 2 record was received; `nil` if it is none or nobody said.
    public var under: ReceivedUnder?
    /// Whether who wrote it is no longer there to amend it, 45 CFR 164.526(a)(2)(i).
    public var authorUnavailable: Bool

    /// States how a note was received.
    ///
    /// - Parameters:
    ///   - holder: What the practice is with regard to the note.
    ///   - under: The consent under which a Part 2 record was received.
    ///   - authorUnavailable: Whether who wrote it is no longer there to amend it.
    package init(as holder: NoteHolder, under: ReceivedUnder? = nil, authorUnavailable: Bool = false) {
        self.holder = holder
        self.under = under
        self.authorUnavailable = authorUnavailable
    }
}

extension ReceivedRecord {
    /// Whether a note of a compartment can have been received like this.
    func fits(_ compartment: Compartment) -> Bool {
        switch compartment {
        case .general, .psychotherapy: holder == .receivedCopy && under == nil
        case .substanceUse, .substanceUseCounseling: holder == .coveredEntity || holder == .lawfulHolder
        }
    }

    func encode(into writer: inout ByteWriter) {
        writer.text(holder.rawValue)
        writer.optional(under) { $0.text($1.rawValue) }
        writer.flag(authorUnavailable)
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        holder = try reader.value()
        guard [.receivedCopy, .coveredEntity, .lawfulHolder].contains(holder) else { throw MalformedBytes() }
        under = try reader.optional { reader throws(MalformedBytes) in try reader.value() }
        authorUnavailable = try reader.flag()
    }
}
