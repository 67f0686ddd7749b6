/// What one imported resource is called by the others of the same import.
///
/// The same for the same resource in every import of it, whatever its place among the entries: the full URL
/// of a resource on a server, otherwise type and id, otherwise the full URL that the bundle gave it. Something that has
/// none of them is called by the search for its number, `Patient?identifier=system|number`, and a note that has no number
/// either by a digest of what it says.
public struct ReferenceKey: Hashable, Comparable, Sendable {
    /// The resource type, such as `Patient`.
    public let resourceType: String
    /// The key, such as `Patient/7` or `https://example.org/fhir/Patient/7`.
    public let value: String

    init(resourceType: String, value: String) {
        self.resourceType = resourceType
        self.value = value
    }

    /// The name of something of which only a number is known.
    init(resourceType: String, identifier: ImportedIdentifier) {
        let number = "\(identifier.system ?? "")|\(identifier.value)"
        self.init(resourceType: resourceType, value: "\(resourceType)?identifier=\(number)")
    }

    /// Orders by value.
    public static func < (left: ReferenceKey, right: ReferenceKey) -> Bool {
        (left.value, left.resourceType) < (right.value, right.resourceType)
    }
}
