internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension VaultCore {
    private static let asked = 200

    /// The headers that the index lists under identifiers; what they are is to be checked on the headers.
    private func candidates(
        _ identifiers: Set<PersonIdentifier>,
        _ pseudonym: (TenantKeys) -> (PersonIdentifier) -> Bytes16
    ) async throws(NotesError) -> [PersonIdentifier: Set<RecordKey>] {
        try await inTime {
            let keys = try await tenantKeys()
            let named = Dictionary(
                identifiers.map { (pseudonym(keys)($0), $0) },
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
    ) async throws(NotesError) -> [PersonIdentifier: [LoadedNote]] {
        guard !identifiers.isEmpty else { return [:] }
        let candidates = try await candidates(identifiers, TenantKeys.identifierPseudonym)
        let ids = Set(candidates.values.joined().map { NoteID(owner: $0.owner, record: $0.record) })
        var found: [PersonIdentifier: [LoadedNote]] = [:]
        for note in try await loadHeaders(ids.sorted()).values {
            for identifier in Set(note.header.identifiers).intersection(identifiers) {
                found[identifier, default: []].append(note)
            }
        }
        return found
    }

    /// The notes of an owner that add to a note with one of these identifiers, or take its place, as their own headers say.
    ///
    /// One look-up for an owner that has none at all.
    func notes(
        of owner: OwnerID,
        relatedTo identifiers: Set<PersonIdentifier>
    ) async throws(NotesError) -> [LoadedNote] {
        guard !identifiers.isEmpty, try await hasRelatedNotes(owner) else { return [] }
        let candidates = try await candidates(identifiers, TenantKeys.relationPseudonym)
        let ids = Set(candidates.values.joined().map { NoteID(owner: $0.owner, record: $0.record) })
        return try await loadHeaders(ids.filter { $0.owner == owner }.sorted()).values.filter { note in
            note.header.relatedIdentifiers.contains(where: identifiers.contains)
        }
    }

    /// Whether the index lists a note of an owner that is related to some other.
    private func hasRelatedNotes(_ owner: OwnerID) async throws(NotesError) -> Bool {
        try await inTime {
            let keys = try await tenantKeys()
            let first = IndexQuery.Position(
                time: Instant(milliseconds: 0),
                owner: owner,
                record: RecordID(.zero)
            )
            let page = try await scan(
                IndexQuery(
                    tenant: tenant,
                    collection: .header,
                    predicate: .pseudonym([keys.relatedPseudonym]),
                    order: .ascending,
                    after: first,
                    limit: 1
                )
            )
            return page.hits.first?.key.owner == owner
        }
    }
}

extension NoteHeader {
    /// What names the notes that this one adds to or takes the place of, as its source says.
    var relatedIdentifiers: [PersonIdentifier] { (external?.relations ?? []).compactMap(\.linked) }
}
