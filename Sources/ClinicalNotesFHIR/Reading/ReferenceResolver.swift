/// Finds the entries that references name.
struct ReferenceResolver {
    /// A reference that has the form of one.
    enum Target {
        case entry(Int)
        case outside(ReferenceKey)
        case unnamed
    }

    private let entries: [SourceEntry]
    private var byURL = [String: [Int]]()
    private var byID = [String: [Int]]()

    /// Indexes entries.
    ///
    /// - Parameters:
    ///   - entries: All entries.
    ///   - standIns: For each entry that repeats an earlier one, the one that stands for it.
    init(_ entries: [SourceEntry], standIns: [Int: Int] = [:]) {
        self.entries = entries
        for (position, entry) in entries.enumerated() {
            let target = standIns[position] ?? position
            if let url = entry.fullURL, byURL[url]?.contains(target) != true {
                byURL[url, default: []].append(target)
            }
            if let type = entry.resourceType, let id = entry.id,
                byID["\(type)/\(id)"]?.contains(target) != true
            {
                byID["\(type)/\(id)", default: []].append(target)
            }
        }
    }

    /// Finds what a reference of one entry names.
    ///
    /// - Parameters:
    ///   - reference: The reference, checked.
    ///   - entry: The entry in which it stands: a relative reference is one of the same server.
    ///   - path: The path of the reference.
    /// - Returns: A position among the entries, or a key if nothing there has that name, or that the
    ///   reference only describes its target.
    /// - Throws: `invalidReference`, `containedReference` or `ambiguousReference`.
    func target(
        of reference: JSONObject,
        in entry: SourceEntry,
        path: String
    ) throws(FHIRError) -> Target {
        guard let text = reference.string("reference") else { return .unnamed }
        guard !text.hasPrefix("#") else { throw FHIRError(.containedReference, path: path) }
        let name = ReferenceResolver.withoutVersion(text)
        if ReferenceResolver.isAbsolute(name) {
            if let found = try only(byURL[name] ?? [], path: path) { return .entry(found) }
            let type = RestfulURL(name)?.resourceType ?? reference.string("type") ?? ""
            let known = ValueSets.resourceType.contains(type) ? type : ""
            return .outside(ReferenceKey(resourceType: known, value: name))
        }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, ValueSets.resourceType.contains(String(parts[0])),
            PrimitiveCheck.isID(parts[1])
        else { throw FHIRError(.invalidReference, path: path) }
        let candidates = (byID[name] ?? []).filter { position in
            guard let own = entry.base, let other = entries[position].base else { return true }
            return own == other
        }
        if let found = try only(candidates, path: path) { return .entry(found) }
        let value = entry.base.map { "\($0)/\(name)" } ?? name
        return .outside(ReferenceKey(resourceType: String(parts[0]), value: value))
    }

    private func only(_ positions: [Int], path: String) throws(FHIRError) -> Int? {
        guard positions.count <= 1 else { throw FHIRError(.ambiguousReference, path: path) }
        return positions.first
    }

    private static func withoutVersion(_ text: String) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 2] == "_history",
            PrimitiveCheck.isID(parts[parts.count - 1])
        else { return text }
        return parts.dropLast(2).joined(separator: "/")
    }

    private static func isAbsolute(_ text: String) -> Bool {
        let hasNoSpace = text.utf8.allSatisfy { $0 > 0x20 }
        return hasNoSpace && ["http://", "https://", "urn:uuid:", "urn:oid:"].contains { text.hasPrefix($0) }
    }
}
