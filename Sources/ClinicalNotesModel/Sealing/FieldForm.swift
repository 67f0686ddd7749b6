/// How a field's value is written before it is sealed.
public enum FieldForm: String, CaseIterable, Hashable, Sendable {
    /// UTF-8, nothing else.
    case text
    /// JSON with sorted keys, in UTF-8.
    case structured
}
