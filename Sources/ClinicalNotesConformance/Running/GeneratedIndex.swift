internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Records, entries and predicates generated from the run's seed.
struct GeneratedIndex {
    private static let statuses: [UInt8] = [0, 1, 2, 127, 128, 255]
    private static let times: [Int64] = [.min, -5, 0, 1, 2, 3, 1_700_000_000_000, .max]

    let run: ConformanceRun
    var random: SeededRandom

    init(_ run: ConformanceRun) {
        self.run = run
        random = run.random
    }

    /// Puts records with up to three entries each, and answers what a scan must find.
    mutating func fill(_ count: UInt64) async throws -> ExpectedIndex {
        var expected = ExpectedIndex()
        for number in 0..<count {
            let key = run.key(number, of: UInt64.random(in: 0..<4, using: &random))
            let entries = Array(Set((0..<Int.random(in: 1...3, using: &random)).map { _ in entry() }))
            try await run.write(.put(key, RecordBytes([1]), index: entries))
            expected.add(key, entries)
        }
        return expected
    }

    mutating func predicate(depth: Int = 3) -> IndexPredicate {
        let connectives = depth > 0 ? 3 : 0
        switch Int.random(in: 0..<(5 + connectives), using: &random) {
        case 0: return Bool.random(using: &random) ? .all : .nothing
        case 1: return .statusClass(Set(some { $0.status() }))
        case 2: return .time(from: bound(), to: bound())
        case 5: return .and(some { $0.predicate(depth: depth - 1) })
        case 6: return .or(some { $0.predicate(depth: depth - 1) })
        case 7: return .not(predicate(depth: depth - 1))
        default: return .pseudonym(Set(some { $0.pseudonym() }))
        }
    }

    mutating func order() -> IndexQuery.Order { Bool.random(using: &random) ? .ascending : .descending }

    private mutating func entry() -> IndexEntry {
        IndexEntry(
            pseudonym: pseudonym(),
            generation: UInt32.random(in: 0...1, using: &random) == 0 ? 0 : .max,
            statusClass: status(),
            time: Instant(milliseconds: time())
        )
    }

    private mutating func some<Value>(_ make: (inout GeneratedIndex) -> Value) -> [Value] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in make(&self) }
    }

    private mutating func pseudonym() -> Bytes16 { run.pseudonym(UInt64.random(in: 0..<5, using: &random)) }

    private mutating func status() -> UInt8 { Self.statuses.randomElement(using: &random) ?? 0 }

    private mutating func time() -> Int64 { Self.times.randomElement(using: &random) ?? 0 }

    private mutating func bound() -> Instant? {
        Bool.random(using: &random) ? Instant(milliseconds: time()) : nil
    }
}
