public import ClinicalNotesModel

/// That somebody says who wrote a note: as a claim it waits for a second person, as a confirmation it is that person's word.
public struct AuthorshipClaim: Hashable, Codable, Sendable {
    /// Who wrote it.
    public let author: PrincipalID
    /// Who says so: the author, or somebody else.
    public let by: PrincipalID

    /// Whether somebody says it of themselves.
    var isOwn: Bool { author == by }
}

extension AuthorshipClaim {
    func encode(into writer: inout ByteWriter) {
        writer.identifier(author)
        writer.identifier(by)
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        author = try reader.identifier()
        by = try reader.identifier()
    }
}
