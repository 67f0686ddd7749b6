internal import ClinicalNotesPolicy

extension KeyedDecodingContainer {
    /// A fact, unknown if the key is absent or has no value.
    func fact<Value: Decodable>(_ key: Key) throws -> Fact<Value> {
        try decodeIfPresent(Value.self, forKey: key).map(Fact.known) ?? .unknown
    }
}
