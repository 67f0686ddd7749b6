internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Identity records are compared with the owners whom they name as lists are: each is a line of that owner's.
extension StoreVerifier {
    /// An identity record as a line of the owner whom it names; no row has its key.
    func line(_ record: RecordID, naming owner: OwnerID) -> Line {
        Line(
            key: RecordKey(tenant: core.tenant, owner: owner, collection: .identity, record: record),
            entry: IndexEntry(
                pseudonym: .zero,
                generation: 0,
                statusClass: 0,
                time: Instant(milliseconds: 0)
            )
        )
    }

    /// Whether a key is that of such a line.
    func isName(_ key: RecordKey) -> Bool { key.collection == .identity && key.owner != practice }

    /// An identity record that must be there.
    mutating func expect(_ record: RecordID, of owner: OwnerID) {
        let line = line(record, naming: owner)
        index.expect([line.entry], of: line.key)
    }

    /// A first look at a stored identity record.
    mutating func takeIdentity(_ row: StoredRecord) {
        guard (try? IdentityRecord(opening: row, keys)) == nil else { return }
        damagedIdentities.insert(row.key.record)
        findings.add(.altered, row.key)
    }

    /// What is to be said of an identity that should name an owner and does not; of one that is damaged it was said.
    func missingName(_ key: RecordKey) -> FindingList {
        var found = FindingList()
        guard !damagedIdentities.contains(key.record) else { return found }
        found.add(.missing, IdentityRecord.key(key.record, core.tenant))
        return found
    }

    /// All identity records that open, as lines of whom they name.
    func listNames(_ take: (Line) -> Void) async throws(NotesError) {
        var last: RecordKey?
        while true {
            let rows = try await core.list(
                owner: practice,
                collection: .identity,
                after: last,
                limit: 512
            )
            for row in rows {
                guard let record = try? IdentityRecord(opening: row, keys) else { continue }
                take(line(row.key.record, naming: record.owner))
            }
            guard let end = rows.last else { return }
            last = end.key
        }
    }
}
