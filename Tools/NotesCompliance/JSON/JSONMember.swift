/// A member of an object in JSON.
struct JSONMember: Hashable, Sendable {
    let name: String
    let value: JSONValue
    /// Where the value stands in the text that it was read from.
    var place = 0..<0
}
