internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Which records there are, where their values lie, and the lists that they stand in.
struct RecordIndex: Sendable {
    private var held: [RecordKey: HeldRecord] = [:]
    private var keys = SortedElements<RecordKey>()
    private var lines = SortedElements<IndexLine>()
    /// How many bytes a file needs that has these records and nothing else, or a little more.
    private(set) var neededCount = 0

    subscript(key: RecordKey) -> HeldRecord? { held[key] }

    /// Every key, in order.
    var allKeys: some Sequence<RecordKey> { keys.ascending { _ in false } }

    /// Puts what is known of a record in place of what was known; `nil` if it is gone.
    ///
    /// - Returns: What was known.
    @discardableResult
    mutating func set(_ key: RecordKey, to new: HeldRecord?) -> HeldRecord? {
        let old = held[key]
        for entry in old?.entries ?? [] { lines.remove(IndexLine(key, entry)) }
        for entry in new?.entries ?? [] { lines.insert(IndexLine(key, entry)) }
        if old == nil, new != nil { keys.insert(key) }
        if old != nil, new == nil { keys.remove(key) }
        held[key] = new
        neededCount += (new?.neededCount ?? 0) - (old?.neededCount ?? 0)
        return old
    }

    /// The keys that follow a place.
    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int
    ) -> [RecordKey] {
        var found: [RecordKey] = []
        let following = keys.ascending { key in
            (key.tenant, key.owner) < (tenant, owner ?? OwnerID(.zero)) || after.map { key <= $0 } ?? false
        }
        for key in following {
            guard key.tenant == tenant, owner == nil || key.owner == owner, found.count < limit else { break }
            if collection == nil || key.collection == collection { found.append(key) }
        }
        return found
    }

    /// Where a log goes on: nothing is counted, the last key says it.
    func nextPosition(of log: LogKey) -> UInt64? {
        log.nextPosition { bound in
            let end = log.key(at: bound)
            let last = keys.descending { $0 < end }.first { _ in true }
            return last.flatMap { log.position(of: $0) }
        }
    }

    // WritingAStore: begin scan
    /// A page of a scan.
    func page(_ query: IndexQuery) -> IndexPage {
        let limit = max(0, query.limit)
        // One more than the limit tells whether there is more; if one record fills the page, it takes more to tell.
        var need = limit == .max ? limit : limit + 1
        while true {
            let (hits, complete) = first(need, of: query)
            if let page = IndexPage.cut(hits, to: limit, complete: complete) { return page }
            need = need > Int.max / 2 ? .max : need * 2
        }
    }

    /// The first hits: so many of each list that is asked for, joined in order.
    private func first(_ need: Int, of query: IndexQuery) -> (hits: [IndexPage.Hit], complete: Bool) {
        var hits: [IndexPage.Hit] = []
        var complete = true
        for pseudonym in query.predicate.pseudonyms ?? pseudonyms(in: query) {
            let rest = query.predicate.narrowed(to: pseudonym)
            var taken = 0
            for line in lines(of: pseudonym, in: query) where rest.selects(line.hit.entry) {
                guard taken < need else {
                    complete = false
                    break
                }
                taken += 1
                hits.append(line.hit)
            }
        }
        hits.sort { left, right in
            query.order == .ascending
                ? left.position.isBefore(right.position) : right.position.isBefore(left.position)
        }
        return hits.count > need ? (Array(hits[..<need]), false) : (hits, complete)
    }
    // WritingAStore: end scan

    /// One list, in the order of the query and after its place.
    private func lines(of pseudonym: Bytes16, in query: IndexQuery) -> AnySequence<IndexLine> {
        let list = IndexLine.List(
            tenant: query.tenant,
            collection: query.collection,
            pseudonym: pseudonym
        )
        let walk =
            switch query.order {
            case .ascending:
                AnySequence(
                    lines.ascending { line in
                        guard line.list == list else { return line.list < list }
                        return query.after.map { !$0.isBefore(line.hit.position) } ?? false
                    }
                )
            case .descending:
                AnySequence(
                    lines.descending { line in
                        guard line.list == list else { return line.list < list }
                        return query.after.map { line.hit.position.isBefore($0) } ?? true
                    }
                )
            }
        return AnySequence(walk.lazy.prefix { $0.list == list })
    }

    /// The pseudonyms of every list of a collection.
    private func pseudonyms(in query: IndexQuery) -> Set<Bytes16> {
        var found: Set<Bytes16> = []
        var last: IndexLine.List?
        while true {
            let next = lines.ascending { line in
                (line.list.tenant, line.list.collection) < (query.tenant, query.collection)
                    || last.map { line.list <= $0 } ?? false
            }
            guard let list = next.first(where: { _ in true })?.list, list.tenant == query.tenant,
                list.collection == query.collection
            else { return found }
            found.insert(list.pseudonym)
            last = list
        }
    }
}

extension HeldRecord {
    /// What it takes in a file, but for its part of a frame's header.
    fileprivate var neededCount: Int { 74 + 29 * entries.count + place.count }
}
