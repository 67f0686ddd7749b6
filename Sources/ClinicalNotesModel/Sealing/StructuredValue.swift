internal import FoundationEssentials

/// Structured field values as JSON with sorted keys: the only use of FoundationEssentials in this module.
enum StructuredValue {
    static func bytes(of value: some Encodable) throws(ModelError) -> SensitiveBytes {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let key = FieldCoderMark.key { encoder.userInfo[key] = FieldCoderMark() }
        do {
            return SensitiveBytes(try encoder.encode(value))
        } catch {
            // The encoder's own error may show the value; only the code goes on.
            throw ModelError(.unencodableField)
        }
    }

    static func value<Value: Decodable>(
        _ type: Value.Type,
        from bytes: SensitiveBytes
    ) throws(ModelError) -> Value {
        let decoder = JSONDecoder()
        if let key = FieldCoderMark.key { decoder.userInfo[key] = FieldCoderMark() }
        do {
            return try decoder.decode(type, from: Data(bytes.copyBytes()))
        } catch {
            throw ModelError(.malformedField)
        }
    }
}
