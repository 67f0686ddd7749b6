internal import ClinicalNotesModel

/// The bytes of a receipt: the identifiers that a write made.
enum Receipt {
    static func notes(_ notes: [NoteID]) -> [UInt8] {
        var writer = ByteWriter(capacity: 4 + 32 * notes.count)
        writer.list(notes) { $0.noteID($1) }
        return writer.bytes
    }

    static func notes(in bytes: [UInt8]) throws(VaultError) -> [NoteID] {
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            let notes = try reader.list { reader throws(MalformedBytes) in try reader.noteID() }
            try reader.finish()
            return notes
        } catch {
            throw VaultError(.tampered, at: "receipt")
        }
    }

    static func note(in bytes: [UInt8]) throws(VaultError) -> NoteID {
        guard let note = try notes(in: bytes).first else { throw VaultError(.tampered, at: "receipt") }
        return note
    }

    /// A request that was received, and when.
    static func request(_ id: RecordID, at moment: Instant) -> [UInt8] {
        var writer = ByteWriter(capacity: 24)
        writer.identifier(id)
        writer.instant(moment)
        return writer.bytes
    }

    static func request(in bytes: [UInt8]) throws(VaultError) -> (RecordID, Instant) {
        do throws(MalformedBytes) {
            var reader = ByteReader(bytes)
            let request = (try reader.identifier() as RecordID, try reader.instant())
            try reader.finish()
            return request
        } catch {
            throw VaultError(.tampered, at: "receipt")
        }
    }

    static func identifier<Value: Identifier>(
        _ type: Value.Type = Value.self,
        in bytes: [UInt8]
    ) throws(VaultError) -> Value {
        guard let bytes = Bytes16(bytes) else { throw VaultError(.tampered, at: "receipt") }
        return Value(bytes)
    }
}
