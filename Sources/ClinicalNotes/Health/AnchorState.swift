/// How a vault's anchor stands; more states may come.
@nonexhaustive
public enum AnchorState: String, Codable, Sendable, CustomStringConvertible {
    /// The vault was opened without an anchor.
    case none
    /// The anchor answers, and what is written there is kept.
    case kept
    /// The anchor knows nothing of this practice, which it should: it was lost, or is another one.
    case missing
    /// The anchor or its journal is damaged, or cannot be read.
    case unreadable
    /// The last thing that was to be written there was not.
    case unwritable
    /// The store, or an owner in it, is older than what the anchor or this process remembers, or has another history.
    case behind

    /// The state's name.
    public var description: String { rawValue }
}
