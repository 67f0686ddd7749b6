/// In whose training program somebody learns or teaches.
public enum TrainingProgram: String, CaseIterable, Hashable, Sendable, Codable {
    /// In none.
    case none
    /// The note holder's own program.
    case own
    /// Another entity's program.
    case other
}
