public import ClinicalNotesModel

/// How far the destruction of a key is.
public enum KeyDestruction: Hashable, Sendable {
    /// The key is destroyed at that moment; until then it still opens.
    case pending(until: Instant)
    /// The key is gone.
    case final
}
