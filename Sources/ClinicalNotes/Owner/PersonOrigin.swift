internal import ClinicalNotesModel

/// A source's own record of a patient, as it was last taken over.
struct PersonOrigin: Hashable, Sendable {
    /// What names the source's record, in every state of it.
    let key: PersonIdentifier
    /// Which state was taken over.
    var version: ForeignVersion?
    /// Which other records the source holds to be about the same person.
    var links: [ForeignLink]
}

extension PersonOrigin {
    func encode(into writer: inout ByteWriter) {
        writer.foreign(key)
        writer.optional(version) { $0.foreign($1) }
        writer.list(links) { writer, link in
            writer.text(link.kind.rawValue)
            writer.foreign(link.other)
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        key = try reader.foreignIdentifier()
        version = try reader.optional { reader throws(MalformedBytes) in try reader.foreignVersion() }
        links = try reader.list { reader throws(MalformedBytes) in
            ForeignLink(try reader.value(), try reader.foreignIdentifier())
        }
    }
}
