/// A business identifier, such as a medical record number.
public struct ImportedIdentifier: Hashable, Sendable {
    /// The namespace, or `nil` if the input names none.
    public let system: String?
    /// The identifier in it.
    public let value: String

    /// Makes an identifier.
    public init(system: String?, value: String) {
        self.system = system
        self.value = value
    }

    /// The identifiers that have a value, in the input's order.
    static func all(of resource: JSONObject, _ names: String...) -> [ImportedIdentifier] {
        let objects = names.flatMap { name in resource.object(name).map { [$0] } ?? resource.objects(name) }
        return objects.compactMap { object in
            object.string("value").map { ImportedIdentifier(system: object.string("system"), value: $0) }
        }
    }
}
