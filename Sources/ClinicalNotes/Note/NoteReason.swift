internal import ClinicalNotesModel

/// Why a note was entered in error or a draft discarded; filed under a kind of its own.
struct NoteReason: Sendable {
    private static let version: UInt8 = 1

    /// The note.
    let note: NoteID
    /// Who decided.
    let by: PrincipalID
    /// When.
    let at: Instant
    /// In their words.
    let words: ClinicalText

    /// The bytes of the reason record.
    var encoded: SensitiveBytes {
        var writer = ByteWriter(capacity: 256)
        writer.integer(Self.version)
        writer.noteID(note)
        writer.identifier(by)
        writer.instant(at)
        writer.lend(words.utf8)
        return SensitiveBytes(writer)
    }
}

extension ClinicalText {
    /// Words that are kept beside a note are no larger than a field of one.
    func checkSize() throws(NotesError) {
        guard utf8.count <= FieldCoder.maximumFieldBytes else { throw NotesError(.tooLarge, at: "words") }
    }
}
