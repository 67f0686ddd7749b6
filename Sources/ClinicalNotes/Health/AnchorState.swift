/// How a vault's anchor stands; more states may come.
public struct AnchorState: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String {
        case none, kept, missing, unreadable, unwritable, behind
    }

    private let base: Base
    private init(_ base: Base) { self.base = base }

    /// The vault was opened without an anchor.
    public static let none = AnchorState(.none)
    /// The anchor answers, and what is written there is kept.
    public static let kept = AnchorState(.kept)
    /// The anchor knows nothing of this practice, which it should: it was lost, or is another one.
    public static let missing = AnchorState(.missing)
    /// The anchor or its journal is damaged, or cannot be read.
    public static let unreadable = AnchorState(.unreadable)
    /// The last thing that was to be written there was not.
    public static let unwritable = AnchorState(.unwritable)
    /// The store, or an owner in it, is older than what the anchor or this process remembers, or has another history.
    public static let behind = AnchorState(.behind)

    /// The state's name.
    public var description: String { base.rawValue }
}
