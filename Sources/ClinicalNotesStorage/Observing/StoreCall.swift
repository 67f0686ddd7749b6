/// What is told of a call to a store: numbers and codes, with no room for content, keys or ids.
public struct StoreCall: Hashable, Sendable {
    /// What was asked of the store.
    public enum Operation: String, Hashable, Sendable, CaseIterable {
        /// ``NoteStore/fetch(_:by:)``.
        case fetch
        /// ``NoteStore/scan(_:by:)``.
        case scan
        /// ``NoteStore/list(_:owner:collection:after:limit:by:)``.
        case list
        /// ``NoteStore/commit(_:by:)``.
        case commit
        /// ``NoteStore/close()``.
        case close
    }

    /// How it ended.
    public enum Outcome: Hashable, Sendable {
        /// It was answered.
        case answered
        /// What became of the batches of a commit.
        case judged(committed: Int, conflicts: Int, unknown: Int)
        /// It threw.
        case failed(StorageError.Code, StorageErrorDetail?)
    }

    /// What was asked of the store.
    public let operation: Operation
    /// How long it took, from when it was made until it came back.
    public let duration: Duration
    /// How many keys, records or hits it was about; of a commit, how many writes.
    public let rows: Int
    /// How often the adapter began anew, or waited for somebody else's lock.
    public let retries: Int
    /// How many calls to this store were under way when it was made.
    public let queueLength: Int
    /// How it ended.
    public let outcome: Outcome
}
