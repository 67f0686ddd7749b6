/// The state of a log that an anchor remembers.
public struct AnchoredCheckpoint: Hashable, Sendable {
    /// How many leaves the log had.
    public let size: UInt64
    /// Its root.
    public let root: Digest
    /// The signed checkpoint, or an empty text.
    public let note: String

    /// Makes a state.
    public init(size: UInt64, root: Digest, note: String = "") {
        self.size = size
        self.root = root
        self.note = note
    }
}
