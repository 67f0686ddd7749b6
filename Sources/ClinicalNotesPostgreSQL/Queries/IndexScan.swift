#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One ordered run over the index for each pseudonym that a query names, merged by the server; or one over all.
struct IndexScan {
    /// Statements of few arguments come in few shapes and are worth keeping prepared.
    private static let maximumArgumentsToKeep = 16
    private static let columns = ["\"time\"", "owner", "record", "pseudonym", "status", "generation"]

    let sql: String
    let parameters: Parameters

    init(_ query: IndexQuery, limit: Int, in schema: SchemaName) throws(StorageError) {
        var parameters = Parameters()
        parameters.add(query.tenant.bytes)
        parameters.add(Int16(query.collection.rawValue))
        parameters.add(Int64(limit))
        let isAscending = query.order == .ascending
        var place = ""
        if let after = query.after {
            parameters.add(after.time.milliseconds)
            parameters.add(after.owner.bytes)
            parameters.add(after.record.bytes)
            place =
                " AND (x.\"time\", x.owner, x.record) \(isAscending ? ">" : "<") ($4::bigint, $5::uuid, $6::uuid)"
        }
        let order =
            " ORDER BY " + Self.columns.map { isAscending ? $0 : $0 + " DESC" }.joined(separator: ", ")
        var runs: [String] = []
        // What is left to check is the same for most pseudonyms, and those that share it are one part of the statement.
        let pseudonyms = query.predicate.pseudonyms
        let groups =
            pseudonyms.map { Dictionary(grouping: $0) { query.predicate.narrowed(to: $0) } } ?? [
                query.predicate: []
            ]
        for (predicate, members) in groups where predicate != .nothing {
            var run =
                "SELECT x.* FROM \(schema).entry x WHERE x.tenant = $1::uuid AND x.collection = $2::smallint"
            if pseudonyms != nil { run += " AND x.pseudonym = p.wanted" }
            run += place
            if predicate != .all {
                let selection = try Selection(predicate, after: parameters)
                parameters = selection.parameters
                run += " AND (" + selection.sql + ")"
            }
            run += order + " LIMIT $3::bigint"
            if pseudonyms != nil {
                parameters.add(members.sorted())
                run = "SELECT e.* FROM unnest($\(parameters.count)::uuid[]) AS p(wanted), LATERAL (\(run)) e"
            }
            runs.append("(\(run))")
        }
        let names = Self.columns.joined(separator: ", ")
        self.parameters = parameters
        guard !runs.isEmpty else {
            sql = ""
            return
        }
        sql = "SELECT \(names) FROM (\(runs.joined(separator: " UNION ALL "))) e\(order) LIMIT $3::bigint"
    }

    /// Carries out a query.
    static func page(
        _ query: IndexQuery,
        on connection: ServerConnection,
        in schema: SchemaName,
        by deadline: Deadline
    ) throws -> IndexPage {
        let limit = min(max(0, query.limit), Int(Int32.max))
        var need = limit + 1
        while true {
            let scan = try IndexScan(query, limit: need, in: schema)
            let hits = try scan.hits(of: query, on: connection, by: deadline)
            if let page = IndexPage.cut(hits, to: limit, complete: hits.count < need) { return page }
            need *= 2
        }
    }

    private func hits(
        of query: IndexQuery,
        on connection: ServerConnection,
        by deadline: Deadline
    ) throws -> [IndexPage.Hit] {
        guard !sql.isEmpty else { return [] }
        let isKept = parameters.count <= Self.maximumArgumentsToKeep
        let answer = try connection.ask(sql, parameters, isKept: isKept, by: deadline)
        return try answer.rows.map { row in
            let key = try RecordKey(
                tenant: query.tenant,
                owner: OwnerID(answer.bytes16(row, 1)),
                collection: query.collection,
                record: RecordID(answer.bytes16(row, 2))
            )
            let entry = try IndexEntry(
                pseudonym: answer.bytes16(row, 3),
                generation: answer.number(row, 5),
                statusClass: answer.number(row, 4),
                time: Instant(milliseconds: answer.number(row, 0))
            )
            return IndexPage.Hit(key: key, entry: entry)
        }
    }
}
#endif
