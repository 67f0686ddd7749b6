/// For whom a decision is explained.
public enum Audience: Hashable, Sendable {
    /// The one who asked: learns nothing about what is hidden.
    case asker
    /// Somebody who answers for the records: learns everything.
    case auditor
}
