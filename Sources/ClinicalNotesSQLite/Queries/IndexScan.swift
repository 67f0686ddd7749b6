#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

/// One ordered run over the index: of one pseudonym, which is a plain range of the primary key, or of all.
struct IndexScan: Sendable {
    /// Statements of few arguments come in few shapes and are worth keeping prepared.
    private static let maximumArgumentsToKeep = 16

    let sql: String
    let arguments: [any DatabaseValueConvertible & Sendable]

    init(_ query: IndexQuery, pseudonym: Bytes16?, limit: Int) throws(StorageError) {
        var arguments: [any DatabaseValueConvertible & Sendable] = [
            query.tenant.bytes.data, query.collection.rawValue,
        ]
        var sql = "SELECT time, owner, record, pseudonym, status, generation FROM entry"
        sql += " WHERE tenant = ? AND collection = ?"
        if let pseudonym {
            sql += " AND pseudonym = ?"
            arguments.append(pseudonym.data)
        }
        let isAscending = query.order == .ascending
        if let after = query.after {
            sql += " AND (time, owner, record) \(isAscending ? ">" : "<") (?, ?, ?)"
            arguments += [after.time.milliseconds, after.owner.bytes.data, after.record.bytes.data]
        }
        let predicate = pseudonym.map { query.predicate.narrowed(to: $0) } ?? query.predicate
        if predicate != .all {
            let selection = try Selection(predicate)
            sql += " AND " + selection.sql
            arguments += selection.arguments
        }
        let columns =
            ["time", "owner", "record"] + (pseudonym == nil ? ["pseudonym"] : []) + ["status", "generation"]
        sql += " ORDER BY " + columns.map { isAscending ? $0 : $0 + " DESC" }.joined(separator: ", ")
        sql += " LIMIT ?"
        arguments.append(limit)
        self.sql = sql
        self.arguments = arguments
    }

    func hits(of query: IndexQuery, in database: Database, by deadline: Deadline) throws -> [IndexPage.Hit] {
        let isKept = arguments.count <= Self.maximumArgumentsToKeep
        let statement = try isKept ? database.cachedStatement(sql: sql) : database.makeStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        var hits: [IndexPage.Hit] = []
        while let row = try rows.next() {
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            let key = try RecordKey(
                tenant: query.tenant,
                owner: OwnerID(row.bytes16(1)),
                collection: query.collection,
                record: RecordID(row.bytes16(2))
            )
            let entry = try IndexEntry(
                pseudonym: row.bytes16(3),
                generation: row.number(5),
                statusClass: row.number(4),
                time: Instant(milliseconds: row.number(0))
            )
            hits.append(IndexPage.Hit(key: key, entry: entry))
        }
        return hits
    }

    /// Carries out a query: one run for each pseudonym that it names, merged.
    static func page(_ query: IndexQuery, in database: Database, by deadline: Deadline) throws -> IndexPage {
        let limit = min(max(0, query.limit), Int(Int32.max))
        let pseudonyms = query.predicate.pseudonyms?.sorted()
        var need = limit + 1
        while true {
            var hits: [IndexPage.Hit] = []
            var isComplete = true
            for pseudonym in pseudonyms?.map(Optional.some) ?? [nil] {
                let run = try IndexScan(query, pseudonym: pseudonym, limit: need)
                    .hits(of: query, in: database, by: deadline)
                if run.count == need { isComplete = false }
                hits += run
            }
            if (pseudonyms?.count ?? 1) > 1 {
                hits.sort { query.order == .ascending ? precedes($0, $1) : precedes($1, $0) }
            }
            // Beyond the first ones, a run that was cut short could have more in between.
            if !isComplete { hits = Array(hits.prefix(need)) }
            if let page = IndexPage.cut(hits, to: limit, complete: isComplete) { return page }
            need *= 2
        }
    }

    private static func precedes(_ left: IndexPage.Hit, _ right: IndexPage.Hit) -> Bool {
        (
            left.entry.time, left.key.owner, left.key.record,
            left.entry.pseudonym, left.entry.statusClass, left.entry.generation
        ) < (
            right.entry.time, right.key.owner, right.key.record,
            right.entry.pseudonym, right.entry.statusClass, right.entry.generation
        )
    }
}
#endif
