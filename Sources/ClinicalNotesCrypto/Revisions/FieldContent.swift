public import ClinicalNotesModel

/// One field's bytes before sealing.
public struct FieldContent: Sendable {
    /// The part it belongs to.
    public let part: UInt32
    /// The field of the template.
    public let field: UInt32
    /// The content.
    public let bytes: SensitiveBytes

    /// Makes a field.
    public init(part: UInt32, field: UInt32, bytes: SensitiveBytes) {
        self.part = part
        self.field = field
        self.bytes = bytes
    }
}
