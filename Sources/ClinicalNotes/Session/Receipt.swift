internal import ClinicalNotesModel

/// The bytes of a receipt: the identifiers that a write made.
enum Receipt {
    static func notes(_ notes: [NoteID]) -> [UInt8] {
        var writer = ByteWriter(capacity: 4 + 32 * notes.count)
        writer.list(notes) { $0.noteID($1) }
        return writer.bytes
    }

    static func notes(in bytes: [UInt8]) throws(NotesError) -> [NoteID] {
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            let notes = try reader.list { reader throws(MalformedBytes) in try reader.noteID() }
            try reader.finish()
            return notes
        } catch {
            throw NotesError(.tampered, at: "receipt")
        }
    }

    static func note(in bytes: [UInt8]) throws(NotesError) -> NoteID {
        guard let note = try notes(in: bytes).first else { throw NotesError(.tampered, at: "receipt") }
        return note
    }

    /// A request that was received, and when.
    static func request(_ id: RecordID, at moment: Instant) -> [UInt8] {
        var writer = ByteWriter(capacity: 24)
        writer.identifier(id)
        writer.instant(moment)
        return writer.bytes
    }

    static func request(in bytes: [UInt8]) throws(NotesError) -> (RecordID, Instant) {
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            let request = (try reader.identifier() as RecordID, try reader.instant())
            try reader.finish()
            return request
        } catch {
            throw NotesError(.tampered, at: "receipt")
        }
    }

    /// Whose links a write changed.
    static func principals(_ principals: Set<PrincipalID>) -> [UInt8] {
        var writer = ByteWriter(capacity: 4 + 16 * principals.count)
        writer.principals(principals)
        return writer.bytes
    }

    static func principals(in bytes: [UInt8]) throws(NotesError) -> Set<PrincipalID> {
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            let principals = try reader.principals()
            try reader.finish()
            return principals
        } catch {
            throw NotesError(.tampered, at: "receipt")
        }
    }

    static func identifier<Value: Identifier>(
        _ type: Value.Type = Value.self,
        in bytes: [UInt8]
    ) throws(NotesError) -> Value {
        guard let bytes = Bytes16(bytes) else { throw NotesError(.tampered, at: "receipt") }
        return Value(bytes)
    }
}
