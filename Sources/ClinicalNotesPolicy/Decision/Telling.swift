/// How an answer that is not a permit is told.
public enum Telling: Hashable, Sendable {
    /// As a refusal, in words that do not tell what exists.
    case disclosed
    /// As if the note did not exist.
    case concealed
}
