internal import ClinicalNotesModel

/// Reads facts of one object: an absent key is unknown, `null` is known to be none.
struct FactReader {
    private let container: KeyedDecodingContainer<FactKey>

    init(_ decoder: any Decoder) throws { container = try decoder.container(keyedBy: FactKey.self) }

    private init(_ container: KeyedDecodingContainer<FactKey>) { self.container = container }

    /// A refusal that names where in the request it is.
    func refusal(_ key: String, _ message: String) -> DecodingError {
        .dataCorruptedError(forKey: FactKey(key), in: container, debugDescription: message)
    }

    /// Refuses keys that are not among those of the shape: a misspelled key is a mistake, not a missing fact.
    func expectOnly(_ keys: Set<String>) throws {
        let unexpected = container.allKeys.map(\.stringValue).filter { !keys.contains($0) }
        if let key = unexpected.min() { throw refusal(key, "the key is not one that is known") }
    }

    func contains(_ key: String) -> Bool { container.contains(FactKey(key)) }

    func fact<Value: Decodable>(_ key: String) throws -> Fact<Value> {
        guard contains(key) else { return .unknown }
        return .known(try container.decode(Value.self, forKey: FactKey(key)))
    }

    func fact<Value: Decodable>(_ key: String, absent: Value) throws -> Fact<Value> {
        contains(key) ? try fact(key) : .known(absent)
    }

    func optional<Value: Decodable>(_ key: String) throws -> Fact<Value?> {
        guard contains(key) else { return .unknown }
        return .known(try container.decodeIfPresent(Value.self, forKey: FactKey(key)))
    }

    /// A word of a closed vocabulary, or the one that says that there is none.
    func word<Word: RawRepresentable<String>>(_ key: String, none: String) throws -> Fact<Word?> {
        try mapped(key) { (name: String) in
            name == none ? .some(nil) : Word(rawValue: name).map(Optional.some)
        }
    }

    func mapped<Raw: Decodable, Value>(_ key: String, _ transform: (Raw) -> Value?) throws -> Fact<Value> {
        let raw: Fact<Raw> = try fact(key)
        guard case .known(let value) = raw else { return .unknown }
        guard let result = transform(value) else { throw refusal(key, "the value is not one that is known") }
        return .known(result)
    }

    func mappedOptional<Raw: Decodable, Value>(
        _ key: String,
        _ transform: (Raw) -> Value?
    ) throws -> Fact<Value?> {
        let raw: Fact<Raw?> = try optional(key)
        switch raw {
        case .unknown: return .unknown
        case .known(.none): return .known(nil)
        case .known(.some(let value)):
            guard let result = transform(value) else {
                throw refusal(key, "the value is not one that is known")
            }
            return .known(result)
        }
    }

    func identifier<ID: Identifier>(_ key: String) throws -> Fact<ID> {
        try mapped(key) { (name: String) in ID(Names.identifier(name)) }
    }

    func identifiers<ID: Identifier>(_ key: String) throws -> Fact<[ID]> {
        try mapped(key) { (list: [String]) in list.map { ID(Names.identifier($0)) } }
    }

    func instant(_ key: String) throws -> Fact<Instant> {
        try mapped(key) { (text: String) in Instant(rfc3339: text) }
    }

    func optionalInstant(_ key: String) throws -> Fact<Instant?> {
        try mappedOptional(key) { (text: String) in Instant(rfc3339: text) }
    }

    func object<Value>(_ key: String, _ make: (FactReader) throws -> Value) throws -> Fact<Value?> {
        guard contains(key) else { return .unknown }
        if try container.decodeNil(forKey: FactKey(key)) { return .known(nil) }
        return .known(try make(try nested(key)))
    }

    /// An object that must be there.
    func required<Value>(_ key: String, _ make: (FactReader) throws -> Value) throws -> Value {
        try make(try nested(key))
    }

    func objects<Value>(_ key: String, _ make: (FactReader) throws -> Value) throws -> Fact<[Value]> {
        guard contains(key) else { return .unknown }
        var list = try container.nestedUnkeyedContainer(forKey: FactKey(key))
        var out = [Value]()
        while !list.isAtEnd {
            let item = try list.nestedContainer(keyedBy: FactKey.self)
            out.append(try make(FactReader(item)))
        }
        return .known(out)
    }

    func value<Value: Decodable>(_ key: String) throws -> Value {
        try container.decode(Value.self, forKey: FactKey(key))
    }

    private func nested(_ key: String) throws -> FactReader {
        FactReader(try container.nestedContainer(keyedBy: FactKey.self, forKey: FactKey(key)))
    }
}
