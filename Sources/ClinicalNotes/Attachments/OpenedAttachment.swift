internal import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// An attachment that a principal may read: its bytes from anywhere, or all of them one after the other.
///
/// Nothing of it is in memory before it is asked for. Opening it is decided and recorded, and so it is again, before more is
/// handed out, when anything has changed that decides about it, and every minute.
public struct OpenedAttachment: Sendable {
    /// Which one it is, and what it is called.
    public let attachment: Attachment
    /// What the reader owes, as for the note.
    public let obligations: [Obligation]
    let reader: AttachmentReader

    /// All bytes in order, in pieces of a MiB.
    public var chunks: AttachmentChunks { AttachmentChunks(reader: reader) }

    /// Some of the bytes.
    ///
    /// - Parameters:
    ///   - offset: Where the first of them stands.
    ///   - count: How many; they are all held in memory.
    /// - Returns: As many bytes, or fewer where the attachment ends before.
    /// - Throws: ``NotesError``: `tampered` if a segment is missing or is not what was written, `notFound` if the
    ///   attachment is gone, `invalidInput` for a negative count.
    public func read(at offset: UInt64, count: Int) async throws(NotesError) -> SensitiveBytes {
        guard count >= 0 else { throw NotesError(.invalidInput, at: "count") }
        let size = UInt64(SegmentRun.segmentSize)
        let left = attachment.size - min(offset, attachment.size)
        let wanted = min(UInt64(count), left)
        guard wanted > 0 else { return SensitiveBytes([]) }
        var rest = Int(offset / size)..<(Int((offset + wanted - 1) / size) + 1)
        var pieces: [SensitiveBytes] = []
        while !rest.isEmpty {
            pieces += try await reader.segments(rest)
            rest = rest.dropFirst(AttachmentReader.together)
        }
        return SensitiveBytes(of: pieces, from: Int(offset % size), count: Int(wanted))
    }
}
