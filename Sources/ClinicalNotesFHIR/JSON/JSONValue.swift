/// A value of a JSON text.
///
/// Numbers keep their spelling, since FHIR gives it a meaning.
enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var boolean: Bool? {
        guard case .boolean(let flag) = self else { return nil }
        return flag
    }

    var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}

/// An object of a JSON text, with the place where it stands.
///
/// Two objects are equal if their members are, in any order, wherever they stand.
struct JSONObject: Hashable, Sendable {
    /// The members; of a repeated name, the first.
    let members: [String: JSONValue]
    /// Whether a name was repeated: what such an object means depends on the reader, so none may use it.
    let hasRepeatedName: Bool
    /// Where the object stands among the bytes.
    let range: Range<Int>

    subscript(name: String) -> JSONValue? { members[name] }

    func string(_ name: String) -> String? { members[name]?.string }

    func object(_ name: String) -> JSONObject? { members[name]?.object }

    /// The objects of an array; empty if the member is absent.
    func objects(_ name: String) -> [JSONObject] { members[name]?.elements?.compactMap(\.object) ?? [] }

    static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members == right.members && left.hasRepeatedName == right.hasRepeatedName
    }

    func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
