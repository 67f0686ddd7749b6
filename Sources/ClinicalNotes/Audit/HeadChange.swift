internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// A step of an owner's history, as the audit entry of the commit that made it tells.
struct HeadChange: Hashable, Sendable {
    /// The number of the head that was made.
    let number: UInt64
    /// The hash of the head that was followed; zero for an owner's first.
    let follows: Digest
    /// The hash of the head that was made.
    let makes: Digest
}

extension HeadChange {
    func encode(into writer: inout ByteWriter) {
        writer.integer(number)
        writer.raw(follows.bytes)
        writer.raw(makes.bytes)
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        number = try reader.integer()
        follows = try reader.digest()
        makes = try reader.digest()
    }
}
