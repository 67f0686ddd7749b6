/// What a content asked for while it decoded itself; confined to one call.
final class AskedFields {
    let fields: [UInt32: SensitiveBytes]
    let compartment: Compartment
    private(set) var asked: [RegisteredField] = []
    private var numbers: Set<UInt32> = []

    init(fields: [UInt32: SensitiveBytes], compartment: Compartment) {
        self.fields = fields
        self.compartment = compartment
    }

    func value<Value: Decodable>(_ type: Value.Type, for key: any CodingKey) throws(ModelError) -> Value {
        let name = key.stringValue
        guard let wrapper = type as? any SealedFieldWrapper.Type else {
            throw ModelError(.unwrappedProperty, property: name)
        }
        guard wrapper.compartment == compartment else { throw ModelError(.foreignField, property: name) }
        guard wrapper.isLawful else { throw ModelError(.excludedItem, property: name) }
        let number = try key.fieldNumber()
        guard numbers.insert(number).inserted else {
            throw ModelError(.duplicateFieldNumber, property: name)
        }
        asked.append(RegisteredField(number: number, name: name, form: wrapper.form))
        let field: any SealedFieldWrapper
        do {
            field =
                try fields[number].map { bytes throws(ModelError) in try wrapper.init(valueBytes: bytes) }
                ?? wrapper.empty
        } catch {
            throw ModelError(error.code, property: name)
        }
        guard let value = field as? Value else { throw ModelError(.unwrappedProperty, property: name) }
        return value
    }
}

/// Lets content decode itself from the bytes of its fields.
struct FieldDecoder: Decoder {
    let asked: AskedFields
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(FieldDecodingContainer<Key>(asked: asked))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw ModelError(.unwrappedProperty)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw ModelError(.unwrappedProperty)
    }
}

struct FieldDecodingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let asked: AskedFields
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { asked.fields.keys.compactMap { Key(intValue: Int($0)) } }

    /// A sealed field is never missing: it is empty.
    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        throw ModelError(.unwrappedProperty, property: key.stringValue)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try asked.value(type, for: key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw ModelError(.unwrappedProperty, property: key.stringValue)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw ModelError(.unwrappedProperty, property: key.stringValue)
    }

    func superDecoder() throws -> any Decoder { throw ModelError(.unwrappedProperty) }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        throw ModelError(.unwrappedProperty, property: key.stringValue)
    }
}
