internal import ClinicalNotesModel

/// The index entries of a store in memory: one sorted list for each pseudonym.
struct InMemoryIndex {
    private struct Line: Comparable {
        let time: Instant
        let owner: OwnerID
        let record: RecordID
        let pseudonym: Bytes16
        let statusClass: UInt8
        let generation: UInt32

        init(_ key: RecordKey, _ entry: IndexEntry) {
            time = entry.time
            owner = key.owner
            record = key.record
            pseudonym = entry.pseudonym
            statusClass = entry.statusClass
            generation = entry.generation
        }

        var entry: IndexEntry {
            IndexEntry(pseudonym: pseudonym, generation: generation, statusClass: statusClass, time: time)
        }

        static func < (left: Line, right: Line) -> Bool {
            (left.time, left.owner, left.record, left.pseudonym, left.statusClass, left.generation)
                < (
                    right.time, right.owner, right.record, right.pseudonym, right.statusClass,
                    right.generation
                )
        }

        func precedes(_ position: IndexQuery.Position) -> Bool {
            (time, owner, record) < (position.time, position.owner, position.record)
        }

        func stands(at position: IndexQuery.Position) -> Bool {
            (time, owner, record) == (position.time, position.owner, position.record)
        }
    }

    private struct Scope: Hashable {
        let tenant: TenantID
        let collection: RecordCollection
    }

    private var lists: [Scope: [Bytes16: SortedList<Line>]] = [:]

    mutating func insert(_ entry: IndexEntry, of key: RecordKey) {
        let scope = Scope(tenant: key.tenant, collection: key.collection)
        lists[scope, default: [:]][entry.pseudonym, default: SortedList()].insert(Line(key, entry))
    }

    mutating func remove(_ entry: IndexEntry, of key: RecordKey) {
        let scope = Scope(tenant: key.tenant, collection: key.collection)
        lists[scope]?[entry.pseudonym]?.remove(Line(key, entry))
        if lists[scope]?[entry.pseudonym]?.isEmpty == true { lists[scope]?[entry.pseudonym] = nil }
    }

    func page(_ query: IndexQuery) -> IndexPage {
        let limit = max(0, query.limit)
        // More than one beyond the limit is needed only if a single record fills the page.
        var need = limit == .max ? limit : limit + 1
        while true {
            let (lines, complete) = first(need, of: query)
            let hits = lines.map { line in
                IndexPage.Hit(
                    key: RecordKey(
                        tenant: query.tenant,
                        owner: line.owner,
                        collection: query.collection,
                        record: line.record
                    ),
                    entry: line.entry
                )
            }
            if let page = IndexPage.cut(hits, to: limit, complete: complete) { return page }
            need = need.multipliedReportingOverflow(by: 2).partialValue
        }
    }

    private func first(_ need: Int, of query: IndexQuery) -> (lines: [Line], complete: Bool) {
        let scope = lists[Scope(tenant: query.tenant, collection: query.collection)] ?? [:]
        var found: [Line] = []
        var complete = true
        for pseudonym in query.predicate.pseudonyms ?? Set(scope.keys) {
            guard let list = scope[pseudonym] else { continue }
            let left = query.predicate.narrowed(to: pseudonym)
            var taken = 0
            for place in places(of: list, in: query) where left.selects(list.elements[place].entry) {
                guard taken < need else {
                    complete = false
                    break
                }
                taken += 1
                found.append(list.elements[place])
            }
        }
        found.sort { query.order == .ascending ? $0 < $1 : $1 < $0 }
        guard found.count > need else { return (found, complete) }
        return (Array(found[..<need]), false)
    }

    private func places(of list: SortedList<Line>, in query: IndexQuery) -> StrideTo<Int> {
        switch (query.order, query.after) {
        case (.ascending, nil): stride(from: 0, to: list.elements.count, by: 1)
        case (.ascending, let after?):
            stride(
                from: list.prefixCount { $0.precedes(after) || $0.stands(at: after) },
                to: list.elements.count,
                by: 1
            )
        case (.descending, nil): stride(from: list.elements.count - 1, to: -1, by: -1)
        case (.descending, let after?):
            stride(from: list.prefixCount { $0.precedes(after) } - 1, to: -1, by: -1)
        }
    }
}
