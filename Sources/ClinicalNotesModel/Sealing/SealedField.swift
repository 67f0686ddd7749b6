/// A field of a note's content, sealed on its own.
///
/// Written `@Sealed` in content types: each content protocol gives that name to this wrapper with the
/// values that its compartment may hold. The value is `nil` where nothing was written, and where the
/// field was not opened for this reader.
@propertyWrapper
public struct SealedField<Value: FieldValue, Section: ContentSection>: Codable, Sendable {
    /// The value, or `nil`.
    public var wrappedValue: Value?

    /// Wraps a value.
    public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    /// Refuses: content is read by ``FieldCoder`` alone.
    ///
    /// - Parameter decoder: Any decoder.
    /// - Throws: `ModelError` with `fieldCoderOnly`, always.
    public init(from decoder: any Decoder) throws { throw ModelError(.fieldCoderOnly) }

    /// Refuses: content is written by ``FieldCoder`` alone.
    ///
    /// - Parameter encoder: Any encoder.
    /// - Throws: `ModelError` with `fieldCoderOnly`, always.
    public func encode(to encoder: any Encoder) throws { throw ModelError(.fieldCoderOnly) }
}

/// What ``FieldCoder`` needs of a field whose value's type it does not know.
protocol SealedFieldWrapper {
    static var compartment: Compartment { get }
    static var form: FieldForm { get }
    /// Whether the compartment may hold the value's type.
    static var isLawful: Bool { get }
    static var empty: Self { get }
    func valueBytes() throws(ModelError) -> SensitiveBytes?
    init(valueBytes: SensitiveBytes) throws(ModelError)
}

extension SealedField: SealedFieldWrapper {
    static var compartment: Compartment { Section.compartment }
    static var form: FieldForm { Value.fieldForm }
    static var isLawful: Bool {
        Section.compartment.custody == .ordinary || Value.self is any NeutralValue.Type
    }
    static var empty: Self { Self(wrappedValue: nil) }

    func valueBytes() throws(ModelError) -> SensitiveBytes? { try wrappedValue?.fieldBytes() }

    init(valueBytes: SensitiveBytes) throws(ModelError) {
        self.init(wrappedValue: try Value(fieldBytes: valueBytes))
    }
}
