/// Where the fields of one content are collected while it encodes itself; confined to one call.
final class CollectedFields {
    let compartment: Compartment
    private(set) var bytes: [UInt32: SensitiveBytes] = [:]
    private var numbers: Set<UInt32> = []
    /// The first thing that was refused where the protocol of encoders has no way to throw.
    private(set) var refusal: ModelError?

    init(compartment: Compartment) { self.compartment = compartment }

    func refuse(_ error: ModelError) { refusal = refusal ?? error }

    func add(_ value: some Encodable, for key: any CodingKey) throws(ModelError) {
        let name = key.stringValue
        guard let field = value as? any SealedFieldWrapper else {
            throw ModelError(.unwrappedProperty, property: name)
        }
        guard type(of: field).compartment == compartment else {
            throw ModelError(.foreignField, property: name)
        }
        guard type(of: field).isLawful else { throw ModelError(.excludedItem, property: name) }
        let number = try key.fieldNumber()
        guard numbers.insert(number).inserted else {
            throw ModelError(.duplicateFieldNumber, property: name)
        }
        let written: SensitiveBytes?
        do {
            written = try field.valueBytes()
        } catch {
            throw ModelError(error.code, property: name)
        }
        guard let written else { return }
        guard written.count <= FieldCoder.maximumFieldBytes else {
            throw ModelError(.fieldTooLarge, property: name)
        }
        bytes[number] = written
    }
}

/// Lets content encode itself into ``CollectedFields``.
struct FieldEncoder: Encoder {
    let collected: CollectedFields
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(FieldEncodingContainer<Key>(collected: collected))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        RefusingContainer(collected: collected, property: nil)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        RefusingContainer(collected: collected, property: nil)
    }
}

struct FieldEncodingContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let collected: CollectedFields
    var codingPath: [any CodingKey] { [] }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try collected.add(value, for: key)
    }

    mutating func encodeNil(forKey key: Key) throws {
        throw ModelError(.unwrappedProperty, property: key.stringValue)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        collected.refuse(ModelError(.unwrappedProperty, property: key.stringValue))
        return KeyedEncodingContainer(FieldEncodingContainer<Nested>(collected: collected))
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        RefusingContainer(collected: collected, property: key.stringValue)
    }

    mutating func superEncoder() -> any Encoder {
        collected.refuse(ModelError(.unwrappedProperty))
        return FieldEncoder(collected: collected)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        collected.refuse(ModelError(.unwrappedProperty, property: key.stringValue))
        return FieldEncoder(collected: collected)
    }
}

/// Refuses whatever is not a keyed field.
struct RefusingContainer: UnkeyedEncodingContainer, SingleValueEncodingContainer {
    let collected: CollectedFields
    let error: ModelError
    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    init(collected: CollectedFields, property: String?) {
        self.collected = collected
        error = ModelError(.unwrappedProperty, property: property)
        collected.refuse(error)
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws { throw error }
    mutating func encodeNil() throws { throw error }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(FieldEncodingContainer<Nested>(collected: collected))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
    mutating func superEncoder() -> any Encoder { FieldEncoder(collected: collected) }
}
