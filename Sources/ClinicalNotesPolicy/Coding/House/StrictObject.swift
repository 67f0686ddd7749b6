/// Reads one object of a closed set of keys: a key that is not among them is refused.
struct StrictObject {
    let container: KeyedDecodingContainer<FactKey>

    init(_ container: KeyedDecodingContainer<FactKey>, keys: [String]) throws {
        self.container = container
        let strange = container.allKeys.filter { !keys.contains($0.stringValue) }
        guard let first = strange.min(by: { $0.stringValue < $1.stringValue }) else { return }
        throw refusal(at: [first], "no key of this object; its keys are \(keys.joined(separator: ", "))")
    }

    /// A refusal that names a place within the object.
    func refusal(at keys: [FactKey], _ message: String) -> DecodingError {
        .dataCorrupted(
            DecodingError.Context(codingPath: container.codingPath + keys, debugDescription: message)
        )
    }

    func refusal(_ key: String, _ message: String) -> DecodingError { refusal(at: [FactKey(key)], message) }

    func contains(_ key: String) -> Bool { container.contains(FactKey(key)) }

    func value<Value: Decodable>(_ key: String) throws -> Value {
        try container.decode(Value.self, forKey: FactKey(key))
    }

    /// A text without a defect.
    func text(_ key: String, _ defect: (String) -> String?) throws -> String {
        let text: String = try value(key)
        if let defect = defect(text) { throw refusal(key, defect) }
        return text
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ key: String) throws -> Word {
        let text: String = try value(key)
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw refusal(key, "\(HouseForm.shown(text)) is none of \(known)")
        }
        return word
    }

    func object(_ key: String, keys: [String]) throws -> StrictObject {
        try StrictObject(
            container.nestedContainer(keyedBy: FactKey.self, forKey: FactKey(key)),
            keys: keys
        )
    }

    func list(_ key: String) throws -> any UnkeyedDecodingContainer {
        try container.nestedUnkeyedContainer(forKey: FactKey(key))
    }

    /// The list under a key, or `nil` if there is something else.
    func listIfAny(_ key: String) -> (any UnkeyedDecodingContainer)? { try? list(key) }

    /// Whether there is an object under a key.
    func isObject(_ key: String) -> Bool {
        (try? container.nestedContainer(keyedBy: FactKey.self, forKey: FactKey(key))) != nil
    }
}
