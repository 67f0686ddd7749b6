/// One entry as it stands in the input, before anything in it is believed.
struct SourceEntry: Sendable {
    let fullURL: String?
    let resource: JSONObject?
    /// The resource type, if R4 has it.
    let resourceType: String?
    /// The resource's id, if it has the form of one.
    let id: String?
    /// What is wrong with the entry as such.
    let fault: FHIRError?
    /// The address of the server, if the full URL is one of a resource on a server.
    let base: String?

    init(fullURL: String? = nil, resource: JSONObject?, fault: FHIRError? = nil) {
        self.fullURL = fullURL.map(ResourceAddress.withoutVersion)
        self.resource = resource
        resourceType = resource?.string("resourceType").flatMap {
            ValueSets.resourceType.contains($0) ? $0 : nil
        }
        id = resource?.string("id").flatMap { PrimitiveCheck.isID($0) ? $0 : nil }
        self.fault = fault
        base = self.fullURL.flatMap(RestfulURL.init)?.base
    }

    /// The same entry with nothing but what it is called.
    var withoutResource: SourceEntry { SourceEntry(resourceType: resourceType, id: id) }

    private init(resourceType: String?, id: String?) {
        self.resourceType = resourceType
        self.id = id
        fullURL = nil
        resource = nil
        fault = nil
        base = nil
    }

    /// What the resource is checked and read as, or `nil` if it is not imported.
    var type: ComplexType? {
        guard let type = resourceType.flatMap(ComplexType.init(rawValue:)), type != .bundle else {
            return nil
        }
        return type
    }

    /// What the entry is called in references: see ``ReferenceKey``.
    var key: ReferenceKey? {
        guard let resourceType else { return nil }
        if let fullURL, base != nil { return ReferenceKey(resourceType: resourceType, value: fullURL) }
        if let id { return ReferenceKey(resourceType: resourceType, value: "\(resourceType)/\(id)") }
        if let fullURL { return ReferenceKey(resourceType: resourceType, value: fullURL) }
        return keyWithoutName
    }

    /// What a resource is called that has no name, such as one that was never on a server: its number or, of a note, what
    /// it says.
    private var keyWithoutName: ReferenceKey? {
        guard let resource, let type else { return nil }
        let numbers = ImportedIdentifier.all(of: resource, "masterIdentifier", "identifier")
        if let number = numbers.first(where: { $0.system != nil }) {
            return ReferenceKey(resourceType: type.rawValue, identifier: number)
        }
        let isNote = [.documentReference, .composition, .diagnosticReport].contains(type)
        guard isNote else { return nil }
        return ReferenceKey(resourceType: type.rawValue, value: "\(type.rawValue)?digest=\(resource.digest)")
    }
}

/// The address of a resource on a server: `https://example.org/fhir/Patient/7`.
struct RestfulURL: Hashable {
    let base: String
    let resourceType: String
    let id: String

    init?(_ url: String) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else { return nil }
        let parts = url.split(separator: "/", omittingEmptySubsequences: false)
        guard
            parts.count >= 5, let id = parts.last, PrimitiveCheck.isID(id),
            ValueSets.resourceType.contains(String(parts[parts.count - 2]))
        else { return nil }
        base = parts.dropLast(2).joined(separator: "/")
        resourceType = String(parts[parts.count - 2])
        self.id = String(id)
    }
}

/// The spelling of addresses.
enum ResourceAddress {
    /// The address of the resource of which this may be a version.
    static func withoutVersion(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 2] == "_history",
            PrimitiveCheck.isID(parts[parts.count - 1])
        else { return text }
        return parts.dropLast(2).joined(separator: "/")
    }

    /// Whether the address names its resource wherever it stands.
    static func isAbsolute(_ text: String) -> Bool {
        let hasNoSpace = text.utf8.allSatisfy { $0 > 0x20 }
        return hasNoSpace && ["http://", "https://", "urn:"].contains { text.hasPrefix($0) }
    }
}
