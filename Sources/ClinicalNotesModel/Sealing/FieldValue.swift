/// A value that can be written as the bytes of one field.
///
/// Conform to ``GeneralFieldValue``, which refines it, to make a type of your own a field of the general
/// record. A `Codable` type needs to write nothing: it becomes JSON with sorted keys. A type whose words
/// are one text can give ``FieldForm/text`` and its own two functions.
public protocol FieldValue: Sendable {
    /// How the value is written.
    static var fieldForm: FieldForm { get }

    /// Writes the value.
    ///
    /// - Returns: The bytes, wiped when released.
    /// - Throws: `ModelError` with `unencodableField`, without content.
    func fieldBytes() throws(ModelError) -> SensitiveBytes

    /// Reads the value.
    ///
    /// - Parameter fieldBytes: What ``fieldBytes()`` wrote.
    /// - Throws: `ModelError` with `malformedField`, without content.
    init(fieldBytes: SensitiveBytes) throws(ModelError)
}

extension FieldValue where Self: Codable {
    /// JSON with sorted keys.
    public static var fieldForm: FieldForm { .structured }

    /// Writes JSON with sorted keys.
    ///
    /// - Returns: The bytes, wiped when released; the encoder's own working memory is not wiped.
    /// - Throws: `ModelError` with `unencodableField`, without content.
    public func fieldBytes() throws(ModelError) -> SensitiveBytes { try StructuredValue.bytes(of: self) }

    /// Reads JSON.
    ///
    /// - Parameter fieldBytes: What ``fieldBytes()`` wrote.
    /// - Throws: `ModelError` with `malformedField`, without content.
    public init(fieldBytes: SensitiveBytes) throws(ModelError) {
        self = try StructuredValue.value(Self.self, from: fieldBytes)
    }
}
