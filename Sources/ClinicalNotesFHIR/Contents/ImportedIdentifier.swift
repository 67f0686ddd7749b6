/// A business identifier, such as a medical record number.
public struct ImportedIdentifier: Hashable, Sendable {
    /// The namespaces of HL7 table 0203, the present one and that of earlier versions.
    private static let typeSystems: Set = [
        "http://terminology.hl7.org/CodeSystem/v2-0203", "http://hl7.org/fhir/v2/0203",
    ]

    /// The namespace, or `nil` if the input names none.
    public let system: String?
    /// The identifier in it.
    public let value: String
    /// What kind of identifier it is, in codes of HL7 table 0203.
    public let types: Set<String>
    /// Whether it is in use: neither old nor temporary.
    package let isCurrent: Bool

    /// Makes an identifier.
    ///
    /// - Parameters:
    ///   - system: The namespace, or `nil` if the input names none.
    ///   - value: The identifier in it.
    ///   - types: What kind of identifier it is, in codes of HL7 table 0203.
    ///   - isCurrent: Whether it is in use.
    package init(system: String?, value: String, types: Set<String> = [], isCurrent: Bool = true) {
        self.system = system
        self.value = value
        self.types = types
        self.isCurrent = isCurrent
    }

    /// The identifiers that have a value, in the input's order.
    static func all(of resource: JSONObject, _ names: String...) -> [ImportedIdentifier] {
        let objects = names.flatMap { name in resource.object(name).map { [$0] } ?? resource.objects(name) }
        return objects.compactMap { object in
            guard let value = object.string("value") else { return nil }
            let codings = object.object("type")?.objects("coding") ?? []
            let types = codings.filter { $0.string("system").map(typeSystems.contains) ?? false }
                .compactMap { $0.string("code") }
            return ImportedIdentifier(
                system: object.string("system"),
                value: value,
                types: Set(types),
                isCurrent: !["old", "temp"].contains(object.string("use"))
            )
        }
    }
}
