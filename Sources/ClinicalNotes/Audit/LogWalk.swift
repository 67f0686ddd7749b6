internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One pass over the stored audit log beside the leaves of its tree.
///
/// A position is where a row stands; an index counts leaves. They differ only where positions were skipped when the tree
/// grew, for which it has one leaf.
struct LogWalk {
    private let integrated: UInt64
    private let tenant: TenantID
    private let key: AuditKey?
    private let log: LogKey
    /// What is wrong whatever the tree says, and if the tree is whole.
    private var found = Bounded()
    private var differing = Bounded()

    /// As many findings as a report lists, and the number of those beyond.
    private struct Bounded {
        private(set) var listed: [AuditReport.Finding] = []
        private(set) var unlisted = 0

        mutating func append(_ finding: AuditReport.Finding) {
            if listed.count < StoreReport.findingLimit { listed.append(finding) } else { unlisted += 1 }
        }
    }

    /// The position that is expected next.
    private(set) var position: UInt64 = 0
    /// The index of the leaf that is expected next.
    private(set) var index: UInt64 = 0
    /// How many rows stand behind the tree.
    private(set) var pending: UInt64 = 0
    /// The position after those that the tree vouches for, once it is reached.
    private(set) var endOfTree: UInt64?
    private(set) var history = LogHistory()

    init(integrated: UInt64, tenant: TenantID, key: AuditKey?) {
        self.integrated = integrated
        self.tenant = tenant
        self.key = key
        log = AuditRecord.log(of: tenant)
        if integrated == 0 { endOfTree = 0 }
    }

    /// The index whose leaf tells what became of positions before a row at which nothing stands, or `nil` if there are
    /// none that the tree vouches for.
    func missing(before row: StoredRecord) -> UInt64? {
        guard let place = log.reachedPosition(of: row.key), place > position, index < integrated else {
            return nil
        }
        return index
    }

    /// Goes past positions at which nothing stands, up to a row: all of them if nothing stood there when the tree grew.
    mutating func skip(expecting leaf: Digest?, before row: StoredRecord) {
        guard let place = log.reachedPosition(of: row.key), place > position else { return }
        let isOnRecord = leaf == AuditLeaves.leaf(missing: position..<place)
        found.append(.broken(position: position))
        position = isOnRecord ? place : position + 1
        advanceLeaf()
    }

    /// Takes a row, whose position is the next one or behind what is missing.
    mutating func take(_ row: StoredRecord, expecting leaf: Digest?, _ entry: (AuditEntry) -> Void) {
        guard let place = log.reachedPosition(of: row.key) else {
            // What stands where no log comes is no entry.
            found.append(.broken(position: position))
            return
        }
        guard place >= position else { return }
        if place > position { found.append(.broken(position: position)) }
        position = place
        let isVouchedFor = index < integrated
        let isEntry = open(row, entry)
        if !isEntry { found.append(.broken(position: place)) }
        if isVouchedFor, isEntry, let leaf, leaf != AuditLeaves.leaf(of: row, at: place) {
            differing.append(.broken(position: place))
        }
        position = place + 1
        if isVouchedFor { advanceLeaf() } else { pending += 1 }
    }

    /// Says that there are no more rows.
    mutating func end() {
        if index < integrated { found.append(.broken(position: position)) }
    }

    /// What is wrong, in the order of positions, and how much more there is.
    func findings(trustingTree isWhole: Bool) -> (listed: [AuditReport.Finding], unlisted: Int) {
        let all = (isWhole ? differing.listed : []) + found.listed
        // Of one position first that it is not what was vouched for, then what that brings.
        let order = all.indices.sorted { (all[$0].position ?? 0, $0) < (all[$1].position ?? 0, $1) }
        let listed = order.prefix(StoreReport.findingLimit).map { all[$0] }
        return (listed, all.count - listed.count + found.unlisted + (isWhole ? differing.unlisted : 0))
    }

    private mutating func advanceLeaf() {
        index += 1
        if index == integrated { endOfTree = position }
    }

    /// Whether a row is an entry, as far as can be seen.
    private mutating func open(_ row: StoredRecord, _ take: (AuditEntry) -> Void) -> Bool {
        // An entry is written once.
        guard row.revision == 1, let record = try? AuditRecord(decoding: row.value.joined) else {
            return false
        }
        guard let key else { return true }
        guard let (entry, link) = try? record.open(tenant: tenant, under: key.lease.key) else { return false }
        for finding in history.learn(entry, record, link, at: position) { found.append(finding) }
        take(entry)
        return true
    }
}
