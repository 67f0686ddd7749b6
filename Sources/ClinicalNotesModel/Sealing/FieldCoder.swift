/// Turns content into the bytes of its fields, by number, and back.
///
/// Text fields are UTF-8; structured fields are JSON with sorted keys. A field without a value has no
/// bytes, and a field without bytes has no value: `nil` stands for both "not written" and "not opened".
public enum FieldCoder {
    /// The most bytes that a field may have: 1 MiB.
    public static let maximumFieldBytes = 1_048_576
    /// The most bytes that the fields of a note may have together: 16 MiB.
    public static let maximumNoteBytes = 16_777_216

    /// Writes the fields of content.
    ///
    /// - Parameter content: Content whose type a ``TemplateRegistry`` accepts.
    /// - Returns: The bytes of each field that has a value, by number.
    /// - Throws: `ModelError` that names the property, never content: what the registry refuses, and
    ///   `unencodableField`, `fieldTooLarge`, `noteTooLarge`.
    package static func fields<Content: NoteContent>(
        of content: Content
    ) throws(ModelError) -> [UInt32: SensitiveBytes] {
        try ContentShape.checkCompartment(of: Content.self)
        let collected = CollectedFields(compartment: Content.compartment)
        do {
            try content.encode(to: FieldEncoder(collected: collected))
        } catch let refusal as ModelError {
            throw refusal
        } catch {
            throw ModelError(.unencodableField)
        }
        if let refusal = collected.refusal { throw refusal }
        guard collected.bytes.values.reduce(0, { $0 + $1.count }) <= maximumNoteBytes else {
            throw ModelError(.noteTooLarge)
        }
        return collected.bytes
    }

    /// Reads content.
    ///
    /// - Parameters:
    ///   - type: The content's type.
    ///   - fields: The bytes of the fields that were opened, by number.
    /// - Returns: The content; a field that `fields` does not have is `nil`.
    /// - Throws: `ModelError` that names the property, never content: what the registry refuses, and
    ///   `malformedField`, `unknownField`.
    package static func content<Content: NoteContent>(
        _ type: Content.Type,
        from fields: [UInt32: SensitiveBytes]
    ) throws(ModelError) -> Content {
        let (content, read) = try ContentShape.decode(type, from: fields)
        guard Set(read.map(\.number)).isSuperset(of: fields.keys) else { throw ModelError(.unknownField) }
        return content
    }
}
