/// A field of a part of a note.
public struct FieldAddress: Hashable, Comparable, Sendable {
    /// The part's number.
    public let part: UInt32
    /// The field's number.
    public let field: UInt32

    /// Names a field.
    ///
    /// - Parameters:
    ///   - part: The part's number.
    ///   - field: The field's number.
    public init(part: UInt32, field: UInt32) {
        self.part = part
        self.field = field
    }

    /// Orders by part, then field.
    public static func < (left: FieldAddress, right: FieldAddress) -> Bool {
        (left.part, left.field) < (right.part, right.field)
    }
}
