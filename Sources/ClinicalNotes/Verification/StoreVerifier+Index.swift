internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension StoreVerifier {
    /// A record's place in a list.
    struct Line: Hashable {
        let key: RecordKey
        let entry: IndexEntry
    }

    /// Every record stands in the lists that it should, and in no other.
    mutating func verifyIndex() async throws(NotesError) {
        var sums = index
        try await scanOwners { line in sums.find(line.entry, of: line.key) }
        for owner in unjudged { sums.forget(owner) }
        var differing = sums.differing
        for _ in 0..<Self.attempts where !differing.isEmpty {
            let (found, settled) = try await compare(differing)
            findings.add(found)
            differing.subtract(settled)
        }
    }

    /// Compares entry by entry, for the owners whose sums differ; those that are changed meanwhile are not settled.
    private func compare(
        _ owners: Set<OwnerID>
    ) async throws(NotesError) -> (found: FindingList, settled: Set<OwnerID>) {
        var expected: [OwnerID: Set<Line>] = [:]
        var heads: [OwnerID: OwnerHead?] = [:]
        var partlyNamed: Set<OwnerID> = []
        for owner in owners {
            let verified = try await verified(owner)
            heads[owner] = verified.trusted?.head
            if !verified.isNamedInFull { partlyNamed.insert(owner) }
            expected[owner] = Set(
                verified.index.flatMap { key, entries in entries.map { Line(key: key, entry: $0) } }
                    + verified.names.map { line($0, naming: owner) }
            )
        }
        var actual: [OwnerID: Set<Line>] = [:]
        try await scanOwners { line in
            if owners.contains(line.key.owner) { actual[line.key.owner, default: []].insert(line) }
        }
        var found = FindingList()
        var settled: Set<OwnerID> = []
        for owner in owners.sorted() {
            guard try await verified(owner).trusted?.head == heads[owner] ?? nil else { continue }
            settled.insert(owner)
            let due = expected[owner] ?? []
            let present = actual[owner] ?? []
            let (missing, unexpected) = (due.subtracting(present), present.subtracting(due))
            for key in Set(missing.map(\.key)).sorted() {
                if isName(key) { found.add(missingName(key)) } else { found.add(.indexEntryMissing, key) }
            }
            for key in Set(unexpected.map(\.key)).sorted() {
                guard isName(key) else {
                    found.add(.indexEntryUnexpected, key)
                    continue
                }
                if !partlyNamed.contains(owner) {
                    found.add(.unfiled, IdentityRecord.key(key.record, core.tenant))
                }
            }
        }
        return (found, settled)
    }

    /// All lists of owners, whom identities name among them.
    ///
    /// Receipts are not an owner's, and are compared by themselves; no record of a collection above those is known, so an
    /// entry there leads to none and is not looked for.
    private func scanOwners(_ take: (Line) -> Void) async throws(NotesError) {
        for number in RecordCollection.owner.rawValue..<RecordCollection.receipt.rawValue {
            try await scan(RecordCollection(rawValue: number), .all, take)
        }
        for collection in [RecordCollection.identity, .upload, .segment] {
            try await scan(collection, .all, take)
        }
        try await listNames(take)
    }

    /// All index entries of a collection that a predicate selects.
    func scan(
        _ collection: RecordCollection,
        _ predicate: IndexPredicate = .all,
        _ take: (Line) -> Void
    ) async throws(NotesError) {
        try await core.scan(collection, predicate) { take(Line(key: $0.key, entry: $0.entry)) }
    }
}
