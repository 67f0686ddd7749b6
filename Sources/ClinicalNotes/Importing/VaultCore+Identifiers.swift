internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    private static let asked = 200

    /// The headers that the index lists under identifiers; what they are is to be checked on the headers.
    private func candidates(
        _ identifiers: Set<PersonIdentifier>
    ) async throws(VaultError) -> [PersonIdentifier: Set<RecordKey>] {
        try await inTime { () async throws(VaultError) in
            let keys = try await tenantKeys()
            let named = Dictionary(
                identifiers.map { (keys.identifierPseudonym($0), $0) },
                uniquingKeysWith: { first, _ in first }
            )
            var found: [PersonIdentifier: Set<RecordKey>] = [:]
            var rest = Array(named.keys)[...]
            while !rest.isEmpty {
                let pseudonyms = Set(rest.prefix(Self.asked))
                rest = rest.dropFirst(Self.asked)
                try await scan(.header, .pseudonym(pseudonyms)) { hit in
                    guard let identifier = named[hit.entry.pseudonym] else { return }
                    found[identifier, default: []].insert(hit.key)
                }
            }
            return found
        }
    }

    /// The notes that carry identifiers, as their own headers say.
    func notes(
        identifiedBy identifiers: Set<PersonIdentifier>
    ) async throws(VaultError) -> [PersonIdentifier: [LoadedNote]] {
        let candidates = try await candidates(identifiers)
        let ids = Set(candidates.values.joined().map { NoteID(owner: $0.owner, record: $0.record) })
        var found: [PersonIdentifier: [LoadedNote]] = [:]
        for note in try await loadHeaders(ids.sorted()).values {
            for identifier in Set(note.header.identifiers).intersection(identifiers) {
                found[identifier, default: []].append(note)
            }
        }
        return found
    }
}
