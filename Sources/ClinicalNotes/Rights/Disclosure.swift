public import ClinicalNotesModel

/// A line of an accounting of disclosures, 45 CFR 164.528(b)(2): when, to whom, what, and for which purpose.
public struct Disclosure: Hashable, Codable, Sendable {
    /// When.
    public let at: Instant
    /// To whom; the host knows their name and address.
    public let recipient: PrincipalID
    /// In which role.
    public let role: PrincipalRole
    /// For which purpose.
    public let purpose: PurposeOfUse
    /// Of which note.
    public let note: NoteID
    /// What kind of note it is; `nil` if it is no longer there.
    public let kind: NoteKind?
}

extension Disclosure {
    func encode(into writer: inout ByteWriter) {
        writer.instant(at)
        writer.identifier(recipient)
        writer.text(role.rawValue)
        writer.text(purpose.rawValue)
        writer.noteID(note)
        writer.optional(kind) { $1.encode(into: &$0) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        at = try reader.instant()
        recipient = try reader.identifier()
        role = try reader.value()
        purpose = try reader.value()
        note = try reader.noteID()
        kind = try reader.optional { reader throws(MalformedBytes) in try NoteKind(from: &reader) }
    }
}
