internal import ClinicalNotesModel

/// What a manifest says of one field.
package struct ManifestField: Hashable, Sendable {
    /// The part it belongs to.
    package let part: UInt32
    /// The field of the template.
    package let field: UInt32
    /// Where its blob begins, counted from the end of the manifest's envelope.
    package let offset: UInt32
    /// How long its blob is: the content and 72 bytes.
    package let length: UInt32
    /// BLAKE2b-256 of the blob.
    package let hash: Digest

    func encode(into writer: inout ByteWriter) {
        writer.integer(part)
        writer.integer(field)
        writer.integer(offset)
        writer.integer(length)
        hash.encode(into: &writer)
    }

    init(part: UInt32, field: UInt32, offset: UInt32, length: UInt32, hash: Digest) {
        self.part = part
        self.field = field
        self.offset = offset
        self.length = length
        self.hash = hash
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        part = try reader.integer()
        field = try reader.integer()
        offset = try reader.integer()
        length = try reader.integer()
        hash = try Digest(from: &reader)
    }

    /// Order by part, then field.
    func stands(before other: ManifestField) -> Bool { (part, field) < (other.part, other.field) }
}
