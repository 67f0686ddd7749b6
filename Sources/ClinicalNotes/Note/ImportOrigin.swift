public import ClinicalNotesModel

/// Where a note came from that was written elsewhere, and who took it over.
public struct ImportOrigin: Hashable, Codable, Sendable {
    /// Who imported and signed it, and so attests that it is what the source had; of several states of it the last.
    public let by: PrincipalID
    /// When.
    public let at: Instant
    /// The source, in the host's words; `nil` if nobody said.
    public let source: String?
}

extension ImportOrigin {
    func encode(into writer: inout ByteWriter) {
        writer.identifier(by)
        writer.instant(at)
        writer.optional(source) { $0.text($1) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        by = try reader.identifier()
        at = try reader.instant()
        source = try reader.optional { reader throws(MalformedBytes) in try reader.text() }
    }
}
