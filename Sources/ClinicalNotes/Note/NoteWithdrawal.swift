internal import ClinicalNotesModel

/// Why a note was entered in error, as it decides, and what took its place.
struct NoteWithdrawal: Hashable, Sendable {
    /// What was wrong with it.
    let error: EntryError
    /// The note on the right chart; from then on nothing opens this one.
    var refiled: NoteID?

    init(_ error: EntryError, refiled: NoteID? = nil) {
        self.error = error
        self.refiled = refiled
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard let error = EntryError(code: try reader.text()) else { throw MalformedBytes() }
        self.error = error
        refiled = try reader.optional { reader throws(MalformedBytes) in try reader.noteID() }
    }

    func encode(into writer: inout ByteWriter) {
        writer.text(error.code)
        writer.optional(refiled) { $0.noteID($1) }
    }
}
