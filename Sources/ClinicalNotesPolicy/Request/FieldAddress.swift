/// A field of a part of a note.
public struct FieldAddress: Hashable, Sendable {
    /// The number of the part within the note.
    public var part: UInt32
    /// The number of the field within the template.
    public var field: UInt32

    /// Names a field.
    public init(
        part: UInt32,
        field: UInt32
    ) {
        self.part = part
        self.field = field
    }
}
