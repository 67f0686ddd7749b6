/// Finds what references name: among the entries of all inputs, or inside the resource that refers.
struct ReferenceResolver {
    /// What a reference names.
    enum Target {
        /// An entry of the inputs.
        case entry(Int)
        /// A resource inside the one that refers.
        case contained(JSONObject)
        /// Something that is in no input, of which a name or a number is known.
        case outside(ReferenceKey)
        /// Several entries could be meant.
        case several
        /// Something that is told in words, if at all.
        case described
        /// Something that no reference says.
        case unreadable
    }

    let index: InputIndex

    /// Finds what a reference names that stands in an entry's resource.
    ///
    /// A relative one is of the same server, whose address is `base`, if it is known. What is meant is one of `types` where
    /// only a number is given.
    func target(
        of reference: WrittenReference,
        in resource: JSONObject,
        from entry: Int,
        base: String?,
        types: [String]
    ) -> Target {
        let named = named(reference, in: resource, from: entry, base: base)
        switch named {
        // What is elsewhere by its name may be here by its number.
        case .outside:
            if case .entry(let found) = numbered(reference, types) { return .entry(found) }
        case .described: return numbered(reference, types)
        case .entry, .contained, .several, .unreadable: break
        }
        return named
    }

    private func named(
        _ reference: WrittenReference,
        in resource: JSONObject,
        from entry: Int,
        base: String?
    ) -> Target {
        switch reference.form {
        case .none, .search: return .described
        case .unreadable: return .unreadable
        case .contained(let id):
            let found = resource.objects("contained").first { $0.string("id") == id }
            return found.map { .contained($0) } ?? .unreadable
        case .address(let address):
            let outside = Target.outside(ReferenceKey(resourceType: reference.type ?? "", value: address))
            if case .entry(let found) = index.entry(at: address) { return .entry(found) }
            // The bundle of one server may be read with the server's own export, which has no addresses.
            guard let url = RestfulURL(address) else { return outside }
            let named = found(index.entry(named: "\(url.resourceType)/\(url.id)", beside: entry))
            if url.base == base { return named ?? outside }
            guard base == nil, index.referredServers.isOwn(url), case .entry(let own)? = named,
                index.facts[own].server == 0
            else { return outside }
            return .entry(own)
        case .local(let type, let id):
            let name = "\(type)/\(id)"
            return found(index.entry(named: name, beside: entry))
                ?? .outside(ReferenceKey(resourceType: type, value: base.map { "\($0)/\(name)" } ?? name))
        }
    }

    /// What the number of a reference names.
    private func numbered(_ reference: WrittenReference, _ types: [String]) -> Target {
        guard let identifier = reference.identifier, identifier.system != nil else { return .described }
        let types = reference.type.map { [$0] } ?? types
        let known = types.map { index.entry(of: $0, with: identifier) }.filter { $0 != .nothing }
        guard known.count < 2 else { return .several }
        return known.first.flatMap(found)
            ?? .outside(ReferenceKey(resourceType: types.count == 1 ? types[0] : "", identifier: identifier))
    }

    private func found(_ found: InputIndex.Found) -> Target? {
        switch found {
        case .nothing: nil
        case .entry(let entry): .entry(entry)
        case .several: .several
        }
    }
}
