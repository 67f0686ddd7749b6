internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The shape of what a store may answer; anything else is the adapter's fault, `misbehaved`.
///
/// Answers are counted before they are looked at, so that a flood costs nothing.
enum StoreAnswer {
    /// How many segments a value may come in, and how many entries one record may have at one time.
    private static let most = 65_536
    /// What counts upwards stays where one more can be added.
    private static let countLimit = UInt64(Int64.max)

    // MARK: Records

    /// One element a key, each the record asked for.
    static func check(_ found: [StoredRecord?], of keys: [RecordKey]) throws(StorageError) {
        guard found.count == keys.count else { throw StorageError(.misbehaved) }
        for place in keys.indices {
            guard let record = found[place] else { continue }
            guard record.key == keys[place] else { throw StorageError(.misbehaved, of: keys[place]) }
            try check(record)
        }
    }

    /// Not more records than asked for, of those asked for, in strict order after the last one.
    static func check(
        _ found: [StoredRecord],
        of tenant: TenantID,
        _ owner: OwnerID?,
        _ collection: RecordCollection?,
        after: RecordKey?,
        limit: Int
    ) throws(StorageError) {
        guard found.count <= limit else { throw StorageError(.misbehaved) }
        var last = after
        for record in found {
            let key = record.key
            guard key.tenant == tenant, owner.map({ $0 == key.owner }) ?? true,
                collection.map({ $0 == key.collection }) ?? true, last.map({ $0 < key }) ?? true
            else { throw StorageError(.misbehaved, of: key) }
            try check(record)
            last = key
        }
    }

    /// As for records, each with no more index entries than one may have, and none twice.
    static func check(
        _ found: [CopiedRecord],
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int
    ) throws(StorageError) {
        guard found.count <= limit else { throw StorageError(.misbehaved) }
        try check(found.map(\.record), of: tenant, nil, nil, after: after, limit: limit)
        for copy in found {
            guard copy.index.count <= most, Set(copy.index).count == copy.index.count else {
                throw StorageError(.misbehaved, of: copy.record.key)
            }
        }
    }

    private static func check(_ record: StoredRecord) throws(StorageError) {
        guard (1..<countLimit).contains(record.revision), record.value.segments.count <= most,
            record.value.count <= RecordBytes.maximumCount
        else { throw StorageError(.misbehaved, of: record.key) }
    }

    // MARK: The index

    /// Not more hits than asked for, of what is selected, in strict order after the last position.
    static func check(_ page: IndexPage, of query: IndexQuery) throws(StorageError) {
        let hits = page.hits
        guard !hits.isEmpty || !page.hasMore else { throw StorageError(.misbehaved) }
        // Hits of one position stay together, which may take more than the limit, if there is no other one.
        guard
            hits.count <= max(0, query.limit)
                || (hits.count <= most && hits.first?.position == hits.last?.position)
        else { throw StorageError(.misbehaved) }
        var last = query.after
        var together: Set<IndexEntry> = []
        for hit in hits {
            let position = hit.position
            guard hit.key.tenant == query.tenant, hit.key.collection == query.collection,
                query.predicate.selects(hit.entry)
            else { throw StorageError(.misbehaved, of: hit.key) }
            if position != last || together.isEmpty {
                guard last.map({ query.order.puts($0, before: position) }) ?? true else {
                    throw StorageError(.misbehaved, of: hit.key)
                }
                together = []
                last = position
            }
            guard together.insert(hit.entry).inserted else { throw StorageError(.misbehaved, of: hit.key) }
        }
    }

    // MARK: Commits

    /// One outcome a batch: positions for all that was appended, or conflicts that name what was expected.
    static func check(_ outcomes: [CommitOutcome], of batches: [WriteBatch]) throws(StorageError) {
        guard outcomes.count == batches.count else { throw StorageError(.misbehaved) }
        var logs = LogEnds()
        for (number, batch) in batches.enumerated() {
            switch outcomes[number] {
            case .outcomeUnknown: continue
            case .conflict(let moved):
                guard !moved.isEmpty, moved.count <= batch.expectations.count,
                    Set(batch.expectations.map(\.key)).isSuperset(of: moved)
                else { throw StorageError(.misbehaved) }
            case .committed(let positions):
                var left = positions[...]
                for case .append(let log, _) in batch.writes {
                    guard let position = left.popFirst(), logs.take(position, of: log, in: number) else {
                        throw StorageError(.misbehaved, of: log.key(at: 0))
                    }
                }
                guard left.isEmpty else { throw StorageError(.misbehaved) }
            }
        }
    }

    /// Where the logs end that a call appended to; there are few.
    private struct LogEnds {
        private var ends: [(log: LogKey, next: UInt64, batch: Int)] = []

        /// Goes on to a position: within a batch without a gap, between two of them never back.
        mutating func take(_ position: UInt64, of log: LogKey, in batch: Int) -> Bool {
            guard position < LogKey.positionLimit else { return false }
            guard let place = ends.firstIndex(where: { $0.log == log }) else {
                ends.append((log, position + 1, batch))
                return true
            }
            let end = ends[place]
            guard end.batch == batch ? position == end.next : position >= end.next else { return false }
            ends[place] = (log, position + 1, batch)
            return true
        }
    }
}

extension IndexQuery.Order {
    /// Whether one position stands strictly before another.
    fileprivate func puts(_ first: IndexQuery.Position, before second: IndexQuery.Position) -> Bool {
        let (left, right) = self == .ascending ? (first, second) : (second, first)
        return (left.time, left.owner, left.record) < (right.time, right.owner, right.record)
    }
}
