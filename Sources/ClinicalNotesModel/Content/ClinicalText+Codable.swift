extension ClinicalText: Codable {
    /// Decodes words that stand inside a structured field value.
    ///
    /// Only ``FieldCoder`` decodes clinical words; any other decoder is refused with `fieldCoderOnly`.
    public init(from decoder: any Decoder) throws {
        guard FieldCoderMark.isPresent(in: decoder.userInfo) else { throw ModelError(.fieldCoderOnly) }
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes words that stand inside a structured field value.
    ///
    /// Only ``FieldCoder`` encodes clinical words; any other encoder is refused with `fieldCoderOnly`,
    /// so that content does not reach a file or a log by way of an encoder for something else.
    public func encode(to encoder: any Encoder) throws {
        guard FieldCoderMark.isPresent(in: encoder.userInfo) else { throw ModelError(.fieldCoderOnly) }
        var container = encoder.singleValueContainer()
        try container.encode(copyString())
    }
}
