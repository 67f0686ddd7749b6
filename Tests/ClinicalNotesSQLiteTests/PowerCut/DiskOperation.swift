#if SQLite
/// Something that was done to a file of a folder, or that happened meanwhile.
enum DiskOperation: Sendable {
    case create(String)
    case write(String, at: Int, [UInt8])
    case truncate(String, to: Int)
    /// What was written to the file before is on the disk from here on.
    case flush(String)
    /// - Parameter isFlushed: Whether it is on the disk when the operation ends.
    case delete(String, isFlushed: Bool)
    /// A commit was told as committed.
    case acknowledge(UInt64)
}
#endif
