internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The last states of the records that a faulty store has seen, and the wrong answers that it makes of them.
struct RecordMemory {
    /// How many states of a record are remembered, and of which size.
    private static let (depth, most) = (3, 1 << 20)

    private var states: [RecordKey: [StoredRecord]] = [:]

    mutating func note(_ record: StoredRecord) {
        var known = states[record.key] ?? []
        guard record.value.count <= Self.most, known.last != record else { return }
        known.append(record)
        states[record.key] = known.suffix(Self.depth)
    }

    /// What a fault makes of an answer; `nil` if it finds nothing to change.
    func changed(_ found: [StoredRecord?], by strike: FaultyNoteStore.Strike) -> [StoredRecord?]? {
        var random = strike.random
        let changed: [StoredRecord?]
        switch strike.deed {
        case .hideOne: changed = changing(one: found, &random) { _, _ in .some(nil) } ?? found
        case .hideAll: changed = found.map { _ in nil }
        case .shortPage: changed = found.count > 1 ? Array(found.prefix(found.count / 2)) : found
        case .cutValue:
            changed =
                changing(one: found, &random) { record, _ in
                    record.with(Array(record.value.joined.prefix(record.value.count / 2)))
                } ?? found
        case .flipBit:
            changed =
                changing(one: found, &random) { record, random in
                    var bytes = record.value.joined
                    guard !bytes.isEmpty else { return nil }
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^=
                        1 << UInt8.random(in: 0..<8, using: &random)
                    return record.with(bytes)
                } ?? found
        case .older:
            changed = changing(one: found, &random) { record, _ in older(record).map(Optional.some) } ?? found
        case .allOlder: changed = found.map { record in record.flatMap { older($0) ?? $0 } }
        case .stranger(let whose):
            changed =
                changing(one: found, &random) { record, random in
                    stranger(to: record, whose, &random).map { .some(record.with($0.value.joined)) }
                } ?? found
        case .foreignKey:
            changed =
                changing(one: found, &random) { record, random in
                    (stranger(to: record, .sameOwner, &random) ?? stranger(to: record, .otherOwner, &random))
                        .map(Optional.some)
                } ?? found
        case .repeatRow: changed = found.first.map { [$0] + found } ?? found
        case .reverseRows: changed = found.reversed()
        case .otherRevision:
            changed =
                changing(one: found, &random) { record, _ in
                    StoredRecord(key: record.key, revision: record.revision + 1, value: record.value)
                } ?? found
        default: return nil
        }
        return changed == found ? nil : changed
    }

    /// Changes one of the records that can be changed: `nil` leaves one as it is, and an empty answer takes it away.
    private func changing(
        one found: [StoredRecord?],
        _ random: inout SeededRandom,
        _ change: (StoredRecord, inout SeededRandom) -> StoredRecord??
    ) -> [StoredRecord?]? {
        let start = found.isEmpty ? 0 : Int.random(in: 0..<found.count, using: &random)
        for place in found.indices.map({ ($0 + start) % found.count }) {
            guard let record = found[place], let other = change(record, &random), other != record else {
                continue
            }
            var changed = found
            changed[place] = other
            return changed
        }
        return nil
    }

    private func older(_ record: StoredRecord) -> StoredRecord? {
        states[record.key]?.last { $0.revision < record.revision && $0.value != record.value }
    }

    private func stranger(
        to record: StoredRecord,
        _ whose: StoreFault.Deed.Stranger,
        _ random: inout SeededRandom
    ) -> StoredRecord? {
        let key = record.key
        let others = states.keys.filter { other in
            guard other.collection == key.collection, other != key else { return false }
            return switch whose {
            case .sameOwner: other.tenant == key.tenant && other.owner == key.owner
            case .otherOwner: other.tenant == key.tenant && other.owner != key.owner
            case .otherTenant: other.tenant != key.tenant
            }
        }
        return others.sorted().randomElement(using: &random).flatMap { states[$0]?.last }
    }
}

extension StoredRecord {
    fileprivate func with(_ bytes: [UInt8]) -> StoredRecord {
        StoredRecord(key: key, revision: revision, value: RecordBytes(bytes))
    }
}

extension IndexPage {
    /// What a fault makes of a page; `nil` if it finds nothing to change.
    func changed(by strike: FaultyNoteStore.Strike) -> IndexPage? {
        var random = strike.random
        var (hits, hasMore) = (self.hits, self.hasMore)
        switch strike.deed {
        case .hideOne where !hits.isEmpty: hits.remove(at: Int.random(in: hits.indices, using: &random))
        case .hideAll: (hits, hasMore) = ([], false)
        case .shortPage where hits.count > 1: (hits, hasMore) = (Array(hits.prefix(hits.count / 2)), true)
        case .foreignKey where !hits.isEmpty:
            let place = Int.random(in: hits.indices, using: &random)
            let key = hits[place].key
            let other = RecordID(Bytes16(high: key.record.bytes.high, low: key.record.bytes.low ^ 1))
            let stranger = RecordKey(
                tenant: key.tenant,
                owner: key.owner,
                collection: key.collection,
                record: other
            )
            hits[place] = Hit(key: stranger, entry: hits[place].entry)
        case .repeatRow: hits = (hits.first.map { [$0] } ?? []) + hits
        case .reverseRows: hits.reverse()
        case .otherMore: hasMore.toggle()
        default: return nil
        }
        let changed = IndexPage(hits: hits, hasMore: hasMore)
        return changed == self ? nil : changed
    }
}
