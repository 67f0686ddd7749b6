/// A template whose fields are known.
public struct RegisteredTemplate: Sendable {
    /// The name, version and kind.
    public let template: Template
    /// Which compartment its notes are kept in.
    public let compartment: Compartment
    /// Its fields, in the order of their numbers.
    public let fields: [RegisteredField]
    /// The content's type.
    public let contentType: any NoteContent.Type

    /// Reads content of this template whose type the caller does not name.
    ///
    /// - Parameter fields: The bytes of the fields that were opened, by number.
    /// - Returns: The content; a field that `fields` does not have is `nil`.
    /// - Throws: `ModelError` as `FieldCoder`.
    package func content(from fields: [UInt32: SensitiveBytes]) throws(ModelError) -> any NoteContent {
        func open<Content: NoteContent>(_ type: Content.Type) throws(ModelError) -> any NoteContent {
            try FieldCoder.content(type, from: fields)
        }
        return try open(contentType)
    }
}
