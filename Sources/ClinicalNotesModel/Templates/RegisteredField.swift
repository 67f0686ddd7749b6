/// A field of a registered template.
public struct RegisteredField: Hashable, Sendable {
    /// The number that is sealed with the field.
    public let number: UInt32
    /// The property's name.
    public let name: String
    /// How the value is written.
    public let form: FieldForm
}
