/// What the patient's portal shows of a note, a part or a field.
public enum Sharing: String, CaseIterable, Hashable, Sendable, Codable {
    /// It is shown.
    case released
    /// It is not shown.
    case withheld
    /// It is shown from a moment on.
    case delayed
}
