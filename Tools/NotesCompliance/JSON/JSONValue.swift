/// A value of JSON as it was written: numbers keep their digits.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// An object, from names to values.
    static func object(_ members: [String: JSONValue]) -> JSONValue {
        .object(members.map { JSONMember(name: $0.key, value: $0.value) })
    }

    /// A list of words.
    static func strings(_ texts: some Sequence<String>) -> JSONValue { .array(texts.map { .string($0) }) }

    /// A count.
    static func count(_ count: Int) -> JSONValue { .number("\(count)") }

    /// The member of an object by its name.
    subscript(name: String) -> JSONMember? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }
    }
}
