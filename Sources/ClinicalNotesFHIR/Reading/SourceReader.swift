/// Takes a bundle or NDJSON apart into entries.
struct SourceReader {
    private(set) var format: ImportFormat
    private(set) var entries = [SourceEntry]()
    /// The bundle itself, without its entries.
    private(set) var bundle: JSONObject?

    /// Reads the input; throws what makes the whole of it unusable.
    init(_ bytes: [UInt8], limits: ImportLimits) throws(FHIRError) {
        guard bytes.count <= limits.bytes else { throw FHIRError(.tooLarge) }
        // Not even NDJSON begins with a mark, but files of some systems do.
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let whole = SourceReader.trimmed(marked ? bytes.dropFirst(3) : bytes[...])
        guard !whole.isEmpty else { throw FHIRError(.empty) }
        if SourceReader.isLines(whole) {
            format = .ndjson
            try readLines(SourceReader.lines(of: whole), limits: limits)
            return
        }
        let value = try JSONReader.read(whole, maximumDepth: limits.depth)
        guard let object = value.object, object.string("resourceType") != nil else {
            throw FHIRError(.notFHIR)
        }
        guard object.string("resourceType") == ComplexType.bundle.rawValue else {
            format = .ndjson
            entries = [SourceReader.lineEntry(.object(object), index: 0, limits: limits)]
            return
        }
        format = .collection
        try readBundle(object, limits: limits)
    }

    // MARK: NDJSON

    private mutating func readLines(_ lines: [ArraySlice<UInt8>], limits: ImportLimits) throws(FHIRError) {
        guard lines.count <= limits.entries else { throw FHIRError(.tooManyEntries) }
        for (index, line) in lines.enumerated() {
            do throws(FHIRError) {
                guard line.count <= limits.note else { throw FHIRError(.noteTooLarge) }
                let value = try JSONReader.read(line, maximumDepth: limits.depth)
                entries.append(SourceReader.lineEntry(value, index: index, limits: limits))
            } catch {
                entries.append(SourceEntry(index: index, resource: nil, fault: error))
            }
        }
    }

    private static func lineEntry(_ value: JSONValue, index: Int, limits: ImportLimits) -> SourceEntry {
        guard let resource = value.object else {
            return SourceEntry(index: index, resource: nil, fault: FHIRError(.notFHIR))
        }
        let fault = fault(of: resource, at: nil, limits: limits)
        return SourceEntry(index: index, resource: resource, fault: fault)
    }

    private static func lines(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        bytes.split(separator: 0x0A).map(trimmed).filter { !$0.isEmpty }
    }

    /// Whether the first two lines begin with a brace, which no two lines of one JSON text do at its start.
    private static func isLines(_ bytes: ArraySlice<UInt8>) -> Bool {
        let brace = UInt8(ascii: "{")
        guard bytes.first == brace, let end = bytes.firstIndex(of: 0x0A) else { return false }
        return bytes[end...].first { !isSpace($0) } == brace
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard
            let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return bytes[first...last]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    // MARK: Bundle

    private mutating func readBundle(_ object: JSONObject, limits: ImportLimits) throws(FHIRError) {
        var members = object.members
        let list = members.removeValue(forKey: "entry")
        let bundle = JSONObject(
            members: members,
            hasRepeatedName: object.hasRepeatedName,
            range: object.range
        )
        _ = try ResourceCheck.run(bundle, as: .bundle, limit: limits.field)
        guard let known = bundle.string("type").flatMap(ImportFormat.init(rawValue:)), known != .ndjson else {
            throw FHIRError(.unsupportedBundleType, path: "Bundle.type")
        }
        format = known
        self.bundle = bundle
        guard let list else { return }
        guard let values = list.elements else { throw FHIRError(.wrongType, path: "Bundle.entry") }
        guard !values.isEmpty else { throw FHIRError(.emptyElement, path: "Bundle.entry") }
        guard values.count <= limits.entries else { throw FHIRError(.tooManyEntries, path: "Bundle.entry") }
        for (index, value) in values.enumerated() {
            entries.append(bundleEntry(value, index: index, limits: limits))
        }
    }

    private func bundleEntry(_ value: JSONValue, index: Int, limits: ImportLimits) -> SourceEntry {
        let path = "Bundle.entry[\(index)]"
        guard let entry = value.object else {
            return SourceEntry(index: index, resource: nil, fault: FHIRError(.wrongType, path: path))
        }
        let resource = entry.object("resource")
        let url = entry.string("fullUrl")
        do throws(FHIRError) {
            guard !entry.hasRepeatedName else { throw FHIRError(.repeatedName, path: path) }
            var members = entry.members
            members.removeValue(forKey: "resource")
            if !members.isEmpty {
                let rest = JSONObject(members: members, hasRepeatedName: false, range: entry.range)
                try ResourceCheck.run(rest, as: .bundleEntry, at: path, limit: limits.field)
            }
            try checkRequest(entry, path: path)
            guard entry["resource"] != nil else {
                throw FHIRError(.missingElement, path: "\(path).resource")
            }
            guard let resource else { throw FHIRError(.wrongType, path: "\(path).resource") }
            if let fault = SourceReader.fault(of: resource, at: "\(path).resource", limits: limits) {
                throw fault
            }
            if let url, let address = RestfulURL(url) {
                let isSame =
                    address.resourceType == resource.string("resourceType")
                    && (resource["id"] == nil || address.id == resource.string("id"))
                guard isSame else { throw FHIRError(.mismatchedFullURL, path: "\(path).fullUrl") }
            }
        } catch {
            return SourceEntry(index: index, fullURL: url, resource: resource, fault: error)
        }
        return SourceEntry(index: index, fullURL: url, resource: resource)
    }

    private func checkRequest(_ entry: JSONObject, path: String) throws(FHIRError) {
        guard format == .batch || format == .transaction else { return }
        guard let request = entry.object("request") else {
            throw FHIRError(.missingElement, path: "\(path).request")
        }
        guard ["POST", "PUT"].contains(request.string("method")) else {
            throw FHIRError(.unsupportedRequest, path: "\(path).request.method")
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
