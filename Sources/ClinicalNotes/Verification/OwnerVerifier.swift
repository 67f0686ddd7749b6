internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Verifies all rows of one owner, which it takes in the order of their keys.
///
/// The order of the collections is the order of trust: head, directory, headers, then what headers vouch for. What is
/// kept in memory grows with the owner's records, never with their content.
struct OwnerVerifier {
    /// What the owner's rows are judged by, once they are checked themselves.
    struct Trusted {
        let head: OwnerHead
        let aggregate: OwnerAggregate
        let slots: KeySlotTable
        let headerKey: HeldKey
        /// The keys of the ordinary compartments' generations.
        var ordinary: [SlotUse.Scope: HeldKey] = [:]
        /// The certificates of who signs for this owner, by signing key.
        var signers: [KeyID: EnrollmentStatement] = [:]
    }

    /// A note of which only the header was seen yet.
    struct Note {
        let header: NoteHeader
        var lockedKey: [UInt8]?
        var hasRevision = false
        var seenHistory: Set<RecordID> = []

        /// Whether another note took its place, so that nothing opens it any more.
        var isClosed: Bool { header.withdrawal?.refiled != nil }
    }

    let records: OwnerRecords
    let keys: TenantKeys
    var findings = FindingList()
    var trusted: Trusted?
    var notes: [RecordID: Note] = [:]
    /// Where earlier revisions belong.
    var history: [RecordID: (note: RecordID, index: Int)] = [:]
    /// Where what was signed on another chart belongs.
    var originals: [RecordID: (note: RecordID, index: Int)] = [:]
    /// The lists that the owner's records stand in.
    private(set) var index: [(key: RecordKey, entries: [IndexEntry])] = []
    private(set) var rows = 0

    private var stage = RecordCollection.owner
    private var singles: [RecordKey: StoredRecord] = [:]
    private(set) var damagedPages: Set<UInt32> = []
    private(set) var damagedHeaders: Set<RecordID> = []
    private var pagesSeen: Set<UInt32> = []
    private var entries: [RecordID: DirectoryEntry] = [:]
    private var leaves: Set<Digest> = []
    private var log = MerkleLog()
    private var isLogDense = true
    private(set) var filed = FiledRecords()
    /// The attachment that each run of segments belongs to, by the record of its first segment.
    var runs: [RecordID: SegmentsSeen] = [:]
    /// Segments of no attachment that is filed: of one that is being written, or planted.
    var loose: [RecordID: [UInt32]] = [:]

    init(_ records: OwnerRecords, _ keys: TenantKeys) {
        self.records = records
        self.keys = keys
    }

    /// Takes the next row.
    mutating func take(_ row: StoredRecord) {
        rows += 1
        while stage < row.key.collection, stage <= .log { leaveStage() }
        if row.key.collection == .segment { return takeSegment(row) }
        guard row.key.collection == stage, stage <= .log else {
            findings.add(.unfiled, row.key)
            return
        }
        if stage == .owner {
            takeSingle(row)
        } else if trusted != nil {
            takeJudged(row)
        }
    }

    /// Says that there are no more rows.
    mutating func finish() {
        while stage <= .log { leaveStage() }
        findMissingSegments()
    }

    /// Remembers the lists that a record stands in.
    mutating func expect(_ entries: [IndexEntry], of key: RecordKey) {
        if !entries.isEmpty { index.append((key, entries)) }
    }

    private mutating func takeJudged(_ row: StoredRecord) {
        switch stage {
        case .directory: takePage(row)
        case .header: takeHeader(row)
        case .key: takeNoteKey(row)
        case .revision: takeRevision(row)
        case .history: takeHistory(row)
        default: takeLeaf(row)
        }
    }

    private mutating func leaveStage() {
        switch stage {
        case .owner: trust()
        case .directory: findMissingPages()
        case .header: endHeaders()
        case .key: findMissing(records.noteKey) { $0.lockedKey != nil || $0.isClosed }
        case .revision: findMissing(records.revision) { $0.hasRevision }
        case .history: findMissingHistory()
        default: endLog()
        }
        stage = RecordCollection(rawValue: stage.rawValue + 1)
    }

    private mutating func findMissing(_ key: (RecordID) -> RecordKey, _ isThere: (Note) -> Bool) {
        for record in notes.filter({ !isThere($0.value) }).keys.sorted() {
            findings.add(.missing, key(record))
        }
    }

    private mutating func findMissingHistory() {
        let due = history.merging(originals) { first, _ in first }
        for (locator, past) in due.sorted(by: { $0.key < $1.key })
        where notes[past.note]?.seenHistory.contains(locator) != true {
            findings.add(.missing, records.history(locator))
        }
    }
}

// MARK: Head, aggregate, keys and guard

extension OwnerVerifier {
    private mutating func takeSingle(_ row: StoredRecord) {
        guard OwnerView.keys(records).contains(row.key) else {
            findings.add(.unfiled, row.key)
            return
        }
        singles[row.key] = row
    }

    private mutating func trust() {
        for key in OwnerView.keys(records) where singles[key] == nil { findings.add(.missing, key) }
        let caches = OwnerView.Caches()
        let (records, keys) = (records, keys)
        guard
            let head = opened(
                records.head,
                { row throws(CryptoError) in try OwnerView.head(row, records, keys, caches) }
            ),
            let slots = opened(
                records.keySlots,
                { row throws(CryptoError) in try OwnerView.slotTable(row, head) }
            ),
            let headerKey = opened(
                records.keySlots,
                { _ throws(CryptoError) in try OwnerView.headerKey(slots, records, keys, caches) }
            ),
            let aggregate = opened(
                records.aggregate,
                { row throws(CryptoError) in try OwnerView.aggregate(row, head, records, headerKey) }
            )
        else { return }
        _ = opened(records.epochGuard) { row throws(CryptoError) in
            try OwnerView.checkGuard(row, epoch: head.epoch, records, headerKey)
        }
        trusted = Trusted(
            head: head,
            aggregate: aggregate,
            slots: slots,
            headerKey: headerKey
        )
        singles = [:]
        verifySigners()
        verifySlots()
    }

    private mutating func opened<Value>(
        _ key: RecordKey,
        _ open: (StoredRecord) throws(CryptoError) -> Value
    ) -> Value? {
        guard let row = singles[key] else { return nil }
        do throws(CryptoError) {
            return try open(row)
        } catch {
            findings.add(.altered, key)
            return nil
        }
    }
}

// MARK: Directory

extension OwnerVerifier {
    private mutating func takePage(_ row: StoredRecord) {
        guard let trusted else { return }
        let number = row.key.record.bytes.low
        guard row.key.record.bytes.high == 0, number < UInt64(trusted.head.pageHashes.count) else {
            findings.add(.unfiled, row.key)
            return
        }
        let page = UInt32(number)
        pagesSeen.insert(page)
        do throws(CryptoError) {
            let opened = try OwnerView.page(page, row, head: trusted.head, records, trusted.headerKey)
            for entry in opened.entries {
                entries[entry.record] = entry
                leaves.insert(entry.leafHash)
            }
        } catch {
            damagedPages.insert(page)
            findings.add(.altered, row.key)
        }
    }

    private mutating func findMissingPages() {
        for number in 0..<UInt32(trusted?.head.pageHashes.count ?? 0) where !pagesSeen.contains(number) {
            damagedPages.insert(number)
            findings.add(.missing, records.page(number))
        }
    }
}

// MARK: Filed records

extension OwnerVerifier {
    private mutating func takeHeader(_ row: StoredRecord) {
        let record = row.key.record
        guard let entry = entries.removeValue(forKey: record) else {
            if !damagedPages.contains(record.directoryPage) { findings.add(.unfiled, row.key) }
            return
        }
        let sealed = row.value.joined
        guard row.revision == entry.revision,
            OwnerView.leaf(record, entry.revision, sealed) == entry.leafHash,
            let (kind, content) = open(sealed, entry)
        else {
            damagedHeaders.insert(record)
            findings.add(.altered, row.key)
            return
        }
        // What the directory selects a note by is what its header says, and nothing else is a note there.
        guard (kind == .header) == (entry.note != nil) else {
            damagedHeaders.insert(record)
            findings.add(.contradictory, row.key)
            return
        }
        guard kind == .header else {
            if !filed.take(content, as: kind, record) { findings.add(.altered, row.key) }
            return
        }
        guard let header = try? NoteHeader(decoding: content) else {
            findings.add(.altered, row.key)
            return
        }
        if DirectoryNote(header) != entry.note { findings.add(.contradictory, row.key) }
        notes[record] = Note(header: header)
        for (index, past) in header.history.enumerated() { history[past.locator] = (record, index) }
        for (index, original) in (header.refiling?.originals ?? []).enumerated() {
            originals[original.locator] = (record, index)
        }
        expect(keys.index(header), of: row.key)
    }

    private func open(_ sealed: [UInt8], _ entry: DirectoryEntry) -> (SealedKind, [UInt8])? {
        guard let trusted else { return nil }
        let place = records.address(entry.record, revision: entry.revision)
        for kind in FiledRecords.kinds {
            if let content = try? Envelope.open(sealed, as: kind, at: place, under: trusted.headerKey.key) {
                return (kind, content)
            }
        }
        return nil
    }

    private mutating func endHeaders() {
        for record in entries.keys.sorted() {
            damagedHeaders.insert(record)
            findings.add(.missing, records.header(record))
        }
        guard let trusted else { return }
        verifyKind(trusted.aggregate)
        // What is damaged may be what seems to be left out.
        if damagedPages.isEmpty, damagedHeaders.isEmpty, !filed.agree(with: trusted.aggregate) {
            findings.add(.contradictory, records.aggregate)
        }
        verifyAttachments()
        guard damagedPages.isEmpty, damagedHeaders.isEmpty else { return }
        for (record, note) in notes.sorted(by: { $0.key < $1.key })
        where !isConsistent(note.header, of: record) {
            findings.add(.contradictory, records.header(record))
        }
    }
}

// MARK: Kind and names

extension OwnerVerifier {
    /// Whether everything that names the owner is known: keys that were the owner's once stay so, and damage hides them.
    var isNamedInFull: Bool { damagedPages.isEmpty && damagedHeaders.isEmpty }

    /// An owner is of one kind, and was never enrolled as another.
    private mutating func verifyKind(_ aggregate: OwnerAggregate) {
        let kind = aggregate.kind(of: records.owner, in: records.tenant)
        let wasOther = filed.enrollments.contains { enrollment in
            switch kind {
            case .patient: enrollment.affiliation.role != .patient
            case .principal: enrollment.affiliation.role == .patient
            case .group, .practice, nil: true
            }
        }
        if kind == nil || wasOther { findings.add(.contradictory, records.aggregate) }
    }

    /// The records that must say that their identities name this owner.
    var names: Set<RecordID> {
        guard let aggregate = trusted?.aggregate else { return [] }
        let enrollments = filed.enrollments.union([aggregate.enrollment].compactMap { $0 })
        let identities =
            enrollments.compactMap(\.keys).flatMap { Identity.all(of: $0) }
            + aggregate.identifiers(of: records.owner).map { Identity.identifier($0) }
        return Set(identities.map { keys.record(of: $0) })
    }
}

// MARK: Log

extension OwnerVerifier {
    private mutating func takeLeaf(_ row: StoredRecord) {
        guard row.key == records.logTile(log.count), row.revision == 1, isLogDense,
            let leaf = Digest(row.value.joined)
        else {
            isLogDense = false
            return
        }
        log.append(leaf)
        leaves.remove(leaf)
    }

    private mutating func endLog() {
        guard let trusted else { return }
        guard isLogDense, log == trusted.head.log, leaves.isEmpty || !damagedPages.isEmpty else {
            findings.add(.logBroken, records.logTile(log.count))
            return
        }
    }
}
