internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Whoever sees a part of a database: one practice, or one owner of a practice.
struct VisibleSide {
    let run: ConformanceRun
    let tenant: TenantID
    let owner: OwnerID
    /// Whether all of the practice is asked for, not only the owner's.
    let isWhole: Bool
    /// The lists of this side, apart from those of others.
    let lists: [Bytes16]

    private func key(_ record: UInt64, in collection: RecordCollection = .header) -> RecordKey {
        RecordKey(tenant: tenant, owner: owner, collection: collection, record: run.record(record))
    }

    private var log: LogKey { LogKey(tenant: tenant, owner: owner, collection: .audit) }

    private func batch(_ writes: [RecordWrite], _ expectations: [Expectation] = []) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }

    private func entries(_ record: UInt64) -> [IndexEntry] {
        lists.enumerated().map { place, list in
            IndexEntry(
                pseudonym: list,
                generation: 1,
                statusClass: UInt8(record % 3),
                time: Instant(milliseconds: Int64(record / 2) + Int64(place))
            )
        }
    }

    /// Records as others have them: the same ids and entries, and entries of the same log.
    func fill(_ count: UInt64) async throws {
        let writes = (0..<count).flatMap { number -> [RecordWrite] in
            [
                .put(
                    key(number),
                    RecordBytes([1, UInt8(truncatingIfNeeded: number)]),
                    index: entries(number)
                ),
                .append(log, RecordBytes([2])),
            ]
        }
        try run.require(
            try await run.store.commit([batch(writes)], by: .never) == [
                .committed(positions: Array(0..<count))
            ],
            "records of others were not committed, or at other positions"
        )
    }

    /// Everything that this side is told when it does always the same, in words that are the same for each side.
    func answers() async throws -> [String] {
        var told: [String] = []
        for number in 0..<8 as Range<UInt64> {
            let writes: [RecordWrite] = [
                .put(key(number), RecordBytes([UInt8(number)]), index: entries(number)),
                .append(log, RecordBytes([7])),
            ]
            told.append(await commit("put \(number)", batch(writes, [.absent(key(number))])))
        }
        let again: [RecordWrite] = [
            .put(key(1), RecordBytes([9]), index: entries(5)), .append(log, RecordBytes([8])),
        ]
        told.append(await commit("conflict", batch(again, [.absent(key(1)), Expectation(key(2), at: 1)])))
        let change: [RecordWrite] = [.put(key(3), RecordBytes([9]), index: entries(9)), .delete(key(4))]
        told.append(
            await commit(
                "change",
                batch(change, [Expectation(key(3), at: 1)]),
                batch([.append(log, RecordBytes([9]))])
            )
        )
        let foreign = RecordKey(
            tenant: run.otherTenant,
            owner: owner,
            collection: .header,
            record: run.record(0)
        )
        told.append(await commit("foreign", batch([.delete(foreign)])))
        told.append(await fetch("late", [key(0)], by: .after(.milliseconds(-1))))
        told.append(await fetch("fetch", (0..<12).map { key($0) } + [key(0, in: .key)], by: .never))
        for limit in 1...9 { told += try await pages(limit) }
        return told
    }

    private func commit(_ call: String, _ batches: WriteBatch...) async -> String {
        do throws(StorageError) {
            let outcomes = try await run.store.commit(batches, by: .never).map { outcome in
                guard case .conflict(let keys) = outcome else { return "\(outcome)" }
                return "conflict of \(keys.sorted().map { number(of: $0) ?? 999 })"
            }
            return "\(call): \(outcomes)"
        } catch {
            return "\(call): \(words(error))"
        }
    }

    private func fetch(_ call: String, _ keys: [RecordKey], by deadline: Deadline) async -> String {
        do throws(StorageError) {
            let found = try await run.store.fetch(keys, by: deadline).map { record in
                record.map { "\($0.revision) \($0.value.joined)" } ?? "none"
            }
            return "\(call): \(found)"
        } catch {
            return "\(call): \(words(error))"
        }
    }

    private func words(_ error: StorageError) -> String {
        "\(error), \(error.record == nil ? "no record" : "a record")"
    }

    /// The number of one of this side's records; others have none.
    private func number(of key: RecordKey) -> UInt64? {
        (0..<12 as Range<UInt64>).first { self.key($0) == key } ?? log.position(of: key).map { 100 + $0 }
    }

    /// All pages of a list and of scans in both directions.
    private func pages(_ limit: Int) async throws -> [String] {
        var told: [String] = []
        var after: RecordKey?
        repeat {
            let page = try await run.store.list(
                tenant,
                owner: isWhole ? nil : owner,
                collection: nil,
                after: after,
                limit: limit,
                by: .never
            )
            told.append(
                "list by \(limit): \(page.map { "\(number(of: $0.key) ?? 999) \($0.revision) \($0.value.joined)" })"
            )
            after = page.last?.key
        } while after != nil && told.count < 99
        for order in [IndexQuery.Order.ascending, .descending] {
            for predicate in isWhole
                ? [.all, .statusClass([1]), .pseudonym([lists[0]])] : [IndexPredicate.pseudonym([lists[0]])]
            {
                told += try await scan(predicate, order, limit)
            }
        }
        return told
    }

    private func scan(_ predicate: IndexPredicate, _ order: IndexQuery.Order, _ limit: Int) async throws
        -> [String]
    {
        var told: [String] = []
        var after: IndexQuery.Position?
        repeat {
            let page = try await run.store.scan(
                IndexQuery(
                    tenant: tenant,
                    collection: .header,
                    predicate: predicate,
                    order: order,
                    after: after,
                    limit: limit
                ),
                by: .never
            )
            let hits = ExpectedIndex.settled(page.hits).map { hit in
                "\(number(of: hit.key) ?? 999) \(lists.firstIndex(of: hit.entry.pseudonym) ?? -1) \(hit.entry.statusClass) "
                    + "\(hit.entry.time.milliseconds)"
            }
            told.append("scan by \(limit): \(hits), \(page.hasMore ? "more" : "end")")
            after = page.hasMore ? page.hits.last?.position : nil
        } while after != nil && told.count < 99
        return told
    }
}
