/// One entry as it stands in the input, before anything in it is believed.
struct SourceEntry: Sendable {
    let index: Int
    let fullURL: String?
    let resource: JSONObject?
    /// The resource type, if R4 has it.
    let resourceType: String?
    /// The resource's id, if it has the form of one.
    let id: String?
    /// What is wrong with the entry as such.
    let fault: FHIRError?

    init(index: Int, fullURL: String? = nil, resource: JSONObject?, fault: FHIRError? = nil) {
        self.index = index
        self.fullURL = fullURL
        self.resource = resource
        resourceType = resource?.string("resourceType").flatMap {
            ValueSets.resourceType.contains($0) ? $0 : nil
        }
        id = resource?.string("id").flatMap { PrimitiveCheck.isID($0) ? $0 : nil }
        self.fault = fault
    }

    /// What the resource is checked and read as, or `nil` if it is not imported.
    var type: ComplexType? {
        guard let type = resourceType.flatMap(ComplexType.init(rawValue:)), type != .bundle else {
            return nil
        }
        return type
    }

    /// The address of the server, if the full URL is one of a resource on a server.
    var base: String? { fullURL.flatMap(RestfulURL.init)?.base }

    /// What the entry is called in references: see ``ReferenceKey``.
    var key: ReferenceKey? {
        guard let resourceType else { return nil }
        if let fullURL, base != nil { return ReferenceKey(resourceType: resourceType, value: fullURL) }
        if let id { return ReferenceKey(resourceType: resourceType, value: "\(resourceType)/\(id)") }
        return fullURL.map { ReferenceKey(resourceType: resourceType, value: $0) }
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
