internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Sums of hashes by which two sets of index entries are compared without keeping either: one sum for each owner.
///
/// The hashes are salted anew for every verification, so nobody can choose entries whose sums agree.
struct IndexSum {
    private struct Sum: Hashable {
        var high: UInt64 = 0
        var low: UInt64 = 0
    }

    let salt: [UInt8]
    private var sums: [OwnerID: Sum] = [:]

    init(salt: [UInt8]) { self.salt = salt }

    /// What an owner's entries come to.
    subscript(_ owner: OwnerID) -> Bytes16 {
        sums[owner].map { Bytes16(high: $0.high, low: $0.low) } ?? .zero
    }

    /// Adds what an owner's entries came to, under the same salt.
    mutating func add(_ sum: Bytes16, of owner: OwnerID) {
        let existing = sums[owner] ?? Sum()
        sums[owner] = Sum(high: existing.high &+ sum.high, low: existing.low &+ sum.low)
    }

    /// Adds entries that the owners' records ask for.
    mutating func expect(_ entries: [IndexEntry], of key: RecordKey) {
        for entry in entries { add(entry, key) { ($0 &+ $1, $2 &+ $3) } }
    }

    /// Takes away an entry that the store has.
    mutating func find(_ entry: IndexEntry, of key: RecordKey) {
        add(entry, key) { ($0 &- $1, $2 &- $3) }
    }

    /// Leaves an owner out.
    mutating func forget(_ owner: OwnerID) { sums[owner] = nil }

    /// The owners whose entries are not those that were expected.
    var differing: Set<OwnerID> { Set(sums.filter { $0.value != Sum() }.keys) }

    private mutating func add(
        _ entry: IndexEntry,
        _ key: RecordKey,
        _ combine: (UInt64, UInt64, UInt64, UInt64) -> (UInt64, UInt64)
    ) {
        var writer = ByteWriter(capacity: 112)
        writer.raw(salt)
        writer.integer(key.collection.rawValue)
        writer.identifier(key.owner)
        writer.identifier(key.record)
        writer.bytes16(entry.pseudonym)
        writer.integer(entry.generation)
        writer.integer(entry.statusClass)
        writer.instant(entry.time)
        guard let hash = Bytes16(Digest.of(writer.bytes).bytes.prefix(16)) else { return }
        let sum = sums[key.owner] ?? Sum()
        let (high, low) = combine(sum.high, hash.high, sum.low, hash.low)
        sums[key.owner] = Sum(high: high, low: low)
    }
}
