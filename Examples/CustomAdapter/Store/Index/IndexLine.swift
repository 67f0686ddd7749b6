internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// An entry of a record, ordered first by the list it stands in, then as a scan goes through it.
struct IndexLine: Comparable, Sendable {
    struct List: Comparable, Sendable {
        let tenant: TenantID
        let collection: RecordCollection
        let pseudonym: Bytes16

        static func < (left: List, right: List) -> Bool {
            (left.tenant, left.collection, left.pseudonym) < (right.tenant, right.collection, right.pseudonym)
        }
    }

    let list: List
    let hit: IndexPage.Hit

    init(_ key: RecordKey, _ entry: IndexEntry) {
        list = List(tenant: key.tenant, collection: key.collection, pseudonym: entry.pseudonym)
        hit = IndexPage.Hit(key: key, entry: entry)
    }

    static func < (left: IndexLine, right: IndexLine) -> Bool {
        guard left.list == right.list else { return left.list < right.list }
        guard left.hit.position == right.hit.position else {
            return left.hit.position.isBefore(right.hit.position)
        }
        return (left.hit.entry.statusClass, left.hit.entry.generation)
            < (right.hit.entry.statusClass, right.hit.entry.generation)
    }
}

extension IndexQuery.Position {
    /// The order of a scan.
    func isBefore(_ other: IndexQuery.Position) -> Bool {
        (time, owner, record) < (other.time, other.owner, other.record)
    }
}
