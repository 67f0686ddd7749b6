/// A part of a note: it belongs to everyone whom the note is about, or to one of them.
public struct NotePart: Hashable, Sendable {
    /// Whose a part is.
    public enum Audience: Hashable, Sendable {
        /// Every subject's.
        case everyone
        /// One subject's.
        case subject(PatientID)
    }

    /// The part's number in its note, from 1.
    public let id: UInt32
    /// Whose it is.
    public let audience: Audience

    /// The part for everyone, which has the number 1.
    public static let everyone = NotePart(id: 1, audience: .everyone)

    /// Makes a part.
    ///
    /// - Parameters:
    ///   - id: The number in its note, from 1.
    ///   - audience: Whose it is.
    public init(id: UInt32, audience: Audience) {
        self.id = id
        self.audience = audience
    }

    /// The part for everyone, then one for each subject, numbered in the subjects' order.
    package static func parts(for subjects: [PatientID]) -> [NotePart] {
        [everyone] + zip(UInt32(2)..., subjects).map { NotePart(id: $0, audience: .subject($1)) }
    }
}

extension NotePart: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.integer(id)
        switch audience {
        case .everyone: writer.optional(PatientID?.none) { $0.identifier($1) }
        case .subject(let patient): writer.optional(patient) { $0.identifier($1) }
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        let id: UInt32 = try reader.integer()
        let patient = try reader.optional { (reader) throws(MalformedBytes) in
            try reader.identifier(PatientID.self)
        }
        self.init(id: id, audience: patient.map { .subject($0) } ?? .everyone)
    }
}
