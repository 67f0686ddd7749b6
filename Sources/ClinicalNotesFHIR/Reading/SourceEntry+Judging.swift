extension SourceEntry {
    /// Reads an entry of an input, and judges it as such.
    ///
    /// - Throws: ``FHIRError`` if that makes the whole input unusable: who cannot tell where an entry of a bundle ends
    ///   does not know what the bundle holds. A line of NDJSON is refused by itself.
    init(_ found: EntryScanner.Entry, limits: ImportLimits) throws(FHIRError) {
        guard found.isInBundle else {
            self = SourceEntry(line: found.text, limits: limits)
            return
        }
        let path = "Bundle.entry[\(found.index)]"
        guard found.text.bytes != nil else {
            let fault = FHIRError(.noteTooLarge, path: "\(path).resource")
            self.init(resource: nil, fault: fault)
            return
        }
        // The bundle and the list of entries are two levels around it.
        let value = try found.text.value(maximumDepth: limits.depth - 2)
        self = SourceEntry(element: value, path: path, limits: limits)
    }

    private init(line: ScannedText, limits: ImportLimits) {
        do throws(FHIRError) {
            let value = try line.value(maximumDepth: limits.depth)
            guard let resource = value.object else { throw FHIRError(.notFHIR) }
            let fault = SourceEntry.fault(of: resource, at: nil, limits: limits)
            self.init(resource: resource, fault: fault)
        } catch {
            self.init(resource: nil, fault: error)
        }
    }

    private init(element value: JSONValue, path: String, limits: ImportLimits) {
        guard let entry = value.object else {
            self.init(resource: nil, fault: FHIRError(.wrongType, path: path))
            return
        }
        let resource = entry.object("resource")
        let url = entry.string("fullUrl")
        do throws(FHIRError) {
            try SourceEntry.check(entry, resource, url, path: path, limits: limits)
            self.init(fullURL: url, resource: resource)
        } catch {
            self.init(fullURL: url, resource: resource, fault: error)
        }
    }

    private static func check(
        _ entry: JSONObject,
        _ resource: JSONObject?,
        _ url: String?,
        path: String,
        limits: ImportLimits
    ) throws(FHIRError) {
        guard !entry.hasRepeatedName else { throw FHIRError(.repeatedName, path: path) }
        var members = entry.members
        members.removeValue(forKey: "resource")
        if !members.isEmpty {
            let rest = JSONObject(members: members, hasRepeatedName: false, range: entry.range)
            try ResourceCheck.run(rest, as: .bundleEntry, at: path, limit: limits.field)
        }
        // A deletion or a question puts nothing on record.
        if let method = entry.object("request")?.string("method"), !["POST", "PUT"].contains(method) {
            throw FHIRError(.unsupportedRequest, path: "\(path).request.method")
        }
        // An answer to a request need not hold what was put on record.
        guard entry["resource"] != nil || entry["response"] == nil else { return }
        guard entry["resource"] != nil else { throw FHIRError(.missingElement, path: "\(path).resource") }
        guard let resource else { throw FHIRError(.wrongType, path: "\(path).resource") }
        if let fault = fault(of: resource, at: "\(path).resource", limits: limits) { throw fault }
        guard let url else { return }
        guard ResourceAddress.isAbsolute(url) else {
            throw FHIRError(.invalidValue, path: "\(path).fullUrl")
        }
        if let address = RestfulURL(ResourceAddress.withoutVersion(url)) {
            let isSame =
                address.resourceType == resource.string("resourceType")
                && (resource["id"] == nil || address.id == resource.string("id"))
            guard isSame else { throw FHIRError(.mismatchedFullURL, path: "\(path).fullUrl") }
        }
    }

    /// What is wrong with a resource before its type is looked at.
    private static func fault(of resource: JSONObject, at path: String?, limits: ImportLimits) -> FHIRError? {
        guard resource.range.count <= limits.note else { return FHIRError(.noteTooLarge, path: path) }
        guard !resource.hasRepeatedName else { return FHIRError(.repeatedName, path: path) }
        let typePath = (path.map { $0 + "." } ?? "") + "resourceType"
        guard let type = resource["resourceType"] else { return FHIRError(.missingElement, path: typePath) }
        guard let type = type.string else { return FHIRError(.wrongType, path: typePath) }
        guard type != ComplexType.bundle.rawValue else { return FHIRError(.nestedBundle, path: path) }
        guard ValueSets.resourceType.contains(type) else {
            return FHIRError(.unknownResourceType, path: typePath)
        }
        return nil
    }
}
