internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What stands in a log file: read once, when it is opened.
struct Recovery {
    private(set) var index = RecordIndex()
    private(set) var tail = LogTail.first
    /// Whether the last frame is a seal, so that all frames were flushed.
    private(set) var isSealed = false
    /// Whether something stands behind the last frame that never became one.
    let isTorn: Bool

    // WritingAStore: begin recovery
    /// Reads all frames.
    ///
    /// The next frame is begun when the last one is flushed, so that a loss of power tears one frame, the last. A frame that
    /// is not right and has anything behind it was flushed once: that is damage, and is told.
    ///
    /// - Throws: `corrupted`.
    init(of log: LogFile) throws(StorageError) {
        let count = try log.file.count()
        while let content = try Self.content(at: tail, of: log, count) {
            let records = try Frame.records(in: content, at: tail.offset + FrameHeader.count)
            for (key, held) in records { index.set(key, to: held) }
            isSealed = content.isEmpty
            tail.offset += FrameHeader.count + content.count
            tail.sequence += 1
        }
        isTorn = tail.offset < count
        guard isTorn else { return }
        guard try Self.isLastFrame(tail, of: log, count) else { throw StorageError(.corrupted) }
    }

    /// The content of the frame that is expected, or `nil` if it is not there as it was written.
    private static func content(
        at tail: LogTail,
        of log: LogFile,
        _ count: Int
    ) throws(StorageError) -> [UInt8]? {
        let start = tail.offset + FrameHeader.count
        let head = try log.file.bytes(at: tail.offset, count: FrameHeader.count)
        guard let header = FrameHeader(head, in: log.id), header.sequence == tail.sequence,
            header.length <= count - start
        else { return nil }
        let content = try log.file.bytes(at: start, count: header.length)
        guard content.count == header.length, Checksum.of(content) == header.checksum else { return nil }
        return content
    }
    // WritingAStore: end recovery

    /// Whether nothing stands behind a frame that is not right.
    private static func isLastFrame(
        _ tail: LogTail,
        of log: LogFile,
        _ count: Int
    ) throws(StorageError) -> Bool {
        let head = try log.file.bytes(at: tail.offset, count: FrameHeader.count)
        if let header = FrameHeader(head, in: log.id) {
            // It says how long it is; and a frame of this log with another number has lost those before it.
            let end = tail.offset + FrameHeader.count + header.length
            return header.sequence == tail.sequence && end >= count
        }
        return try !hasFrame(after: tail, of: log, count)
    }

    /// Looks for the header of a later frame at every byte: a frame whose length is damaged does not tell where it ends.
    private static func hasFrame(
        after tail: LogTail,
        of log: LogFile,
        _ count: Int
    ) throws(StorageError) -> Bool {
        let portion = 1 << 20
        var start = tail.offset + 1
        while start + FrameHeader.count <= count {
            let bytes = try log.file.bytes(at: start, count: portion + FrameHeader.count)
            var number: UInt64 = 0
            for last in bytes.indices {
                // A header begins with its number, and a later frame has one that is a little higher: few bytes look like that.
                number = number << 8 | UInt64(bytes[last])
                guard last >= 7, number > tail.sequence, number - tail.sequence <= UInt32.max else {
                    continue
                }
                let head = Array(bytes[(last - 7)...].prefix(FrameHeader.count))
                if FrameHeader(head, in: log.id) != nil { return true }
            }
            start += portion
        }
        return false
    }
}
