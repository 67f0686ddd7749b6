internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Work with canaries in values, keys and pseudonyms, and every error that can be made of it.
struct ConfidentialWork {
    /// An error, with the records that its call named.
    struct Told {
        let call: String
        let error: StorageError
        let named: Set<RecordKey>
    }

    let run: ConformanceRun
    let kept: Canary
    let keptPseudonym: Canary
    /// The ids of an owner, of a record that stands and of one that does not.
    let keys: [Canary]
    /// Values and pseudonyms of batches that wrote nothing.
    private(set) var refused: [Canary] = []
    /// Keys and pseudonyms that were asked for, and never written.
    let asked: [Canary]
    private(set) var told: [Told] = []

    init(_ run: ConformanceRun) {
        self.run = run
        func canary(_ number: UInt64) -> Canary { Canary(run.seed, number) }
        (kept, keptPseudonym) = (canary(0), canary(1))
        keys = [canary(2), canary(3), canary(6)]
        asked = [canary(4), canary(5)]
    }

    var all: [Canary] { [kept, keptPseudonym] + keys + refused + asked }

    private func key(_ record: Canary) -> RecordKey {
        RecordKey(
            tenant: run.tenant,
            owner: OwnerID(keys[0].id),
            collection: .header,
            record: RecordID(record.id)
        )
    }

    private func entry(_ pseudonym: Canary) -> IndexEntry {
        IndexEntry(pseudonym: pseudonym.id, generation: 1, statusClass: 0, time: Instant(milliseconds: 1))
    }

    /// A put of a value that is not to be kept.
    private mutating func put(at record: Canary) -> RecordWrite {
        let count = UInt64(refused.count)
        let (value, pseudonym) = (Canary(run.seed, 100 + count), Canary(run.seed, 101 + count))
        refused += [value, pseudonym]
        return .put(key(record), RecordBytes(value.bytes), index: [entry(pseudonym)])
    }

    /// Does the work on an open store.
    mutating func make() async throws {
        let run = run
        let (standing, absent) = (key(keys[1]), keys[2])
        try await run.write(.put(standing, RecordBytes(kept.bytes), index: [entry(keptPseudonym)]))
        let outcomes = try await run.commit(run.batch([put(at: absent)], expecting: [.absent(standing)]))
        try run.requireEqual(outcomes, [.conflict([standing])], "a batch that expects too little")
        let foreign = RecordKey(
            tenant: run.otherTenant,
            owner: standing.owner,
            collection: .header,
            record: standing.record
        )
        let good = run.batch([put(at: absent)])
        let bad = run.batch([put(at: absent), .put(foreign, RecordBytes(kept.bytes), index: [])])
        await note("a foreign record", [foreign, key(absent)]) { store throws(StorageError) in
            _ = try await store.commit([good, bad], by: .never)
        }
        let large = RecordBytes(
            segments: [kept.bytes] + Array(repeating: [UInt8](repeating: 7, count: 1 << 20), count: 64)
        )
        await note("a value too large", [key(absent)]) { [key = key(absent)] store throws(StorageError) in
            _ = try await store.commit([run.batch([.put(key, large, index: [])])], by: .never)
        }
        await askInVain(after: .after(.milliseconds(-1)), "late")
        let deep = (0..<400).reduce(IndexPredicate.pseudonym([asked[1].id])) { term, _ in
            .not(.and([term, .all]))
        }
        await note("a deep predicate", []) { store throws(StorageError) in
            _ = try await store.scan(run.query(deep), by: .never)
        }
        _ = try? await run.store.fetch([key(asked[0])], by: .never)
        _ = try? await run.store.scan(run.query(.pseudonym([asked[1].id])), by: .never)
    }

    /// Makes each call once so that it throws: the database is held up or the store is closed.
    mutating func askInVain(after deadline: Deadline, _ when: String) async {
        let run = run
        let (absent, wanted) = (keys[2], key(asked[0]))
        let batch = run.batch([put(at: absent)])
        await note("a commit, \(when)", [key(absent)]) { store throws(StorageError) in
            _ = try await store.commit([batch], by: deadline)
        }
        await note("a fetch, \(when)", [wanted]) { store throws(StorageError) in
            _ = try await store.fetch([wanted], by: deadline)
        }
        await note("a scan, \(when)", []) {
            [query = run.query(.pseudonym([asked[1].id]))] store throws(StorageError) in
            _ = try await store.scan(query, by: deadline)
        }
        await note("a list, \(when)", [wanted]) { store throws(StorageError) in
            _ = try await store.list(
                wanted.tenant,
                owner: wanted.owner,
                collection: nil,
                after: wanted,
                limit: 9,
                by: deadline
            )
        }
    }

    private mutating func note(
        _ call: String,
        _ named: Set<RecordKey>,
        _ body: (any NoteStore) async throws(StorageError) -> Void
    ) async {
        do throws(StorageError) {
            try await body(run.store)
        } catch {
            told.append(Told(call: call, error: error, named: named))
        }
    }

    /// Looks for canaries where they must not be.
    func require(
        _ canaries: [Canary],
        absentFrom what: String,
        having wanted: [Canary] = [],
        _ give: @Sendable (@escaping @Sendable ([UInt8]) -> Void) async throws -> Void
    ) async throws {
        let scan = CanaryScan(for: canaries + wanted)
        try await give { scan.take($0) }
        let found = scan.found
        for canary in wanted where !found.contains(canary) {
            throw ConformanceRun.Failure(
                detail: "\(what): what was committed is not there, so that nothing can be seen in it"
            )
        }
        for canary in canaries where found.contains(canary) {
            throw ConformanceRun.Failure(detail: "\(what): \(name(of: canary))")
        }
    }

    /// What a canary stood for.
    func name(of canary: Canary) -> String {
        if canary == kept { return "a value that was committed" }
        if canary == keptPseudonym { return "a pseudonym that was committed" }
        if keys.contains(canary) { return "a key" }
        return asked.contains(canary) ? "what was only asked for" : "a value or a pseudonym that was refused"
    }
}
