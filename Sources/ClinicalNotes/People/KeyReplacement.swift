public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// That somebody was enrolled anew under other keys: the person is told, and whoever grants to them next confirms it once.
///
/// Who can have keys certified could otherwise have what others seal to that person.
public struct KeyReplacement: Hashable, Sendable {
    /// When the keys that stand now took the place of others.
    public let at: Instant
    /// The name of the box key before.
    public let previous: KeyID
    /// The name of the box key that took its place: compare it with the person's own.
    public let current: KeyID
    /// Whether the person has seen it.
    public internal(set) var isAcknowledged = false
    /// Who confirmed that the keys that stand now are the person's.
    public internal(set) var confirmedBy: [PrincipalID] = []

    init(at moment: Instant, of previous: KeyID, by current: KeyID) {
        at = moment
        self.previous = previous
        self.current = current
    }
}

extension KeyReplacement {
    func encode(into writer: inout ByteWriter) {
        writer.instant(at)
        writer.bytes16(previous.bytes)
        writer.bytes16(current.bytes)
        writer.flag(isAcknowledged)
        writer.list(confirmedBy) { $0.identifier($1) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        at = try reader.instant()
        previous = KeyID(try reader.bytes16())
        current = KeyID(try reader.bytes16())
        isAcknowledged = try reader.flag()
        confirmedBy = try reader.list { reader throws(MalformedBytes) in try reader.identifier() }
    }
}
