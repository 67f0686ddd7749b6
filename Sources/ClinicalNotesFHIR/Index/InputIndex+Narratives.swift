/// Records that are no notes, whose narratives the sections of compositions tell.
extension InputIndex {
    /// Whether an entry may be such a record; its names are not kept, so they are looked at again.
    func mayHoldNarrative(_ entry: Int) -> Bool {
        facts[entry].state == .other && !wantedNarratives.isEmpty
    }

    /// From now on finds such a record, as the file of a note is found; the first of a name.
    mutating func takeNarrative(_ entry: SourceEntry, _ number: Int) {
        guard facts[number].state == .other, isWanted(entry) else { return }
        facts[number].state = .file
        let place = Int32(clamping: number)
        if let address = entry.fullURL.map(NameDigest.init), byAddress[address] == nil {
            byAddress[address] = place
        }
        guard let type = entry.resourceType, let id = entry.id else { return }
        let name = NameDigest("\(type)/\(id)")
        if byID[name] == nil { byID[name] = place } else { moreByID[name, default: []].append(place) }
    }

    /// Remembers to what sections refer that have no narrative.
    mutating func wantNarratives(of sections: [JSONObject]) {
        for section in sections {
            if section.object("text") == nil {
                for address in section.objects("entry").compactMap({ $0.string("reference") }) {
                    wantedNarratives.formUnion(Self.names(at: ResourceAddress.withoutVersion(address)))
                }
            }
            wantNarratives(of: section.objects("section"))
        }
    }

    /// What an address names: also by type and id, since a server's own export has no addresses.
    static func names(at address: String) -> [NameDigest] {
        let local = RestfulURL(address).map { "\($0.resourceType)/\($0.id)" }
        return [address, local].compactMap { $0.map(NameDigest.init) }
    }

    /// What an entry is called.
    static func names(of entry: SourceEntry) -> [NameDigest] {
        let local = entry.id.flatMap { id in entry.resourceType.map { "\($0)/\(id)" } }
        return [entry.fullURL, local].compactMap { $0.map(NameDigest.init) }
    }
}
