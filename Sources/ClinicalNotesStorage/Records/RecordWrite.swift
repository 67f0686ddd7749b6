/// One write of a batch.
public enum RecordWrite: Hashable, Sendable {
    /// Puts a record, whether it existed or not, with all of its index entries.
    case put(RecordKey, RecordBytes, index: [IndexEntry])
    /// Puts a record at the next position of a log.
    case append(LogKey, RecordBytes)
    /// Removes a record and its index entries; removing what is absent is no error.
    case delete(RecordKey)
}
