internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension NoteVault {
    /// Entries of the practice's audit log, oldest first: who asked for what, and by which rules it was decided.
    ///
    /// For those who audit the practice. Identifiers and codes only; each entry is checked against its commitment. What
    /// is still counted in memory, such as repeated refusals, is part of it after ``checkpoint()``. What somebody planted or
    /// damaged hides no other entry: its position is named as unreadable.
    ///
    /// - Parameters:
    ///   - position: The first position, counted from 0.
    ///   - limit: How many rows of the log are read at the most, 1 to 512.
    /// - Returns: The entries from there on, and where to go on.
    /// - Throws: ``NotesError``: `invalidInput` for the limit.
    public func auditEntries(from position: UInt64, limit: Int = 512) async throws(NotesError) -> AuditPage {
        guard (1...512).contains(limit) else { throw NotesError(.invalidInput, at: "limit") }
        return try await core.inTime {
            try await core.auditPage(from: position, limit: limit)
        }
    }

    /// All audit entries that can be read, oldest first.
    package func auditEntries() async throws(NotesError) -> [AuditEntry] {
        var entries: [AuditEntry] = []
        try await core.forEachAuditEntry { entries.append($0.entry) }
        return entries
    }
}

extension VaultCore {
    /// Goes through all entries of the audit log, the oldest first.
    ///
    /// - Returns: Whether the whole log could be read, every entry tells of just those that were read before it, and the
    ///   checkpoint that stands vouches for them: else some may be missing, of the newest as well.
    @discardableResult
    func forEachAuditEntry(_ body: (AuditPage.Line) -> Void) async throws(NotesError) -> Bool {
        var position: UInt64? = 0
        var isWhole = true
        // Read first: what it vouches for stands in the log by now.
        let vouched = try await auditCheckpoint()?.log
        var log = MerkleLog()
        var instances: [Bytes16: InstanceHistory] = [:]
        while let start = position {
            func grow(_ leaf: Digest) {
                log.append(leaf)
                if let vouched, log.count == vouched.count, log.root != vouched.root { isWhole = false }
            }
            let page = try await auditPage(from: start, limit: 512, growing: grow) { link, commitment in
                if instances[link.instance, default: InstanceHistory()].learn(link, commitment) != nil {
                    isWhole = false
                }
            }
            page.lines.forEach(body)
            if !page.unreadable.isEmpty { isWhole = false }
            position = page.next
        }
        return isWhole && log.count >= vouched?.count ?? 0
    }

    /// The entry at a position, or `nil` where there is none.
    func auditEntry(at position: UInt64) async throws(NotesError) -> AuditEntry? {
        let page = try await auditPage(from: position, limit: 1)
        return page.lines.first.flatMap { $0.position == position ? $0.entry : nil }
    }

    /// A page of the log; of each row is told its leaf, and of each entry what it tells of those before it.
    fileprivate func auditPage(
        from start: UInt64,
        limit: Int,
        growing grow: (Digest) -> Void = { _ in },
        telling tell: (EntryLink, Digest) -> Void = { _, _ in }
    ) async throws(NotesError) -> AuditPage {
        let keys = try await tenantKeys()
        let log = AuditRecord.log(of: tenant)
        guard start < LogKey.positionLimit else { return AuditPage() }
        let rows = try await list(
            owner: log.owner,
            collection: log.collection,
            after: start == 0 ? nil : log.key(at: start - 1),
            limit: limit
        )
        var page = AuditPage()
        var position = start
        for row in rows {
            // What stands where no log comes is no entry.
            guard let place = log.reachedPosition(of: row.key) else { return page }
            if place > position {
                page.unreadable.append(position..<place)
                grow(AuditLeaves.leaf(missing: position..<place))
            }
            grow(AuditLeaves.leaf(of: row, at: place))
            position = place + 1
            if let record = try? AuditRecord(decoding: row.value.joined),
                let opened = try? record.open(tenant: tenant, under: keys.audit.key)
            {
                page.lines.append(AuditPage.Line(position: place, entry: opened.entry))
                tell(opened.link, record.commitment)
            } else {
                page.unreadable.append(place..<position)
            }
        }
        page.next = rows.count < limit ? nil : position
        return page
    }
}
