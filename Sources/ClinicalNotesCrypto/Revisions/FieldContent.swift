package import ClinicalNotesModel

/// One field's bytes before sealing.
package struct FieldContent: Sendable {
    /// The part it belongs to.
    package let part: UInt32
    /// The field of the template.
    package let field: UInt32
    /// The content.
    package let bytes: SensitiveBytes

    /// Makes a field.
    package init(part: UInt32, field: UInt32, bytes: SensitiveBytes) {
        self.part = part
        self.field = field
        self.bytes = bytes
    }
}
