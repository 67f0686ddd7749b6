#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// What of a store's own commits may be shown by the server, and may be taken back all the same.
final class CommitDoubts: Sendable {
    private struct State {
        var practices: Set<TenantID> = []
        var count = 0
        var underWay: [RecordWrite] = []
    }

    private let state = Mutex(State())

    /// The practices of which a commit had an unknown outcome, so that what is read of them may not be durable everywhere.
    var unconfirmed: Set<TenantID> { state.withLock { $0.practices } }

    /// How often an outcome was unknown since the store was opened.
    var count: Int { state.withLock { $0.count } }

    /// What a commit writes whose outcome is not told yet; it becomes a doubt, or nothing, before it is gone from here.
    var underWay: [RecordWrite] {
        get { state.withLock { $0.underWay } }
        set { state.withLock { $0.underWay = newValue } }
    }

    func doubt(_ tenants: [TenantID]) {
        state.withLock { state in
            state.practices.formUnion(tenants)
            state.count += 1
        }
    }

    func confirm(_ tenants: [TenantID]) { state.withLock { $0.practices.subtract(tenants) } }
}

extension RecordWrite {
    /// Whether records that were fetched by these keys may show it.
    func mayShow(in found: [StoredRecord?], of keys: [RecordKey]) -> Bool {
        zip(keys, found).contains { key, record in
            switch self {
            case .put(let own, let value, _): key == own && record?.value == value
            case .delete(let own): key == own && record == nil
            case .append(let log, let value): log.position(of: key) != nil && record?.value == value
            }
        }
    }

    /// Whether records that were listed of a practice, or of an owner or a class of records there, may show it.
    func mayShow(
        listing found: [StoredRecord],
        in tenant: TenantID,
        _ owner: OwnerID?,
        _ collection: RecordCollection?
    ) -> Bool {
        switch self {
        case .put(let own, let value, _): found.contains { $0.key == own && $0.value == value }
        // What is gone may be missing in any place.
        case .delete: mayShow(in: tenant, owner, collection)
        case .append(let log, let value):
            found.contains { log.position(of: $0.key) != nil && $0.value == value }
        }
    }

    /// Whether a page of a practice, or of an owner or a class of records there, may show it.
    func mayShow(in tenant: TenantID, _ owner: OwnerID?, _ collection: RecordCollection?) -> Bool {
        switch self {
        case .put(let key, _, _), .delete(let key):
            key.tenant == tenant && key.owner == owner ?? key.owner
                && key.collection == collection ?? key.collection
        case .append(let log, _):
            log.tenant == tenant && log.owner == owner ?? log.owner
                && log.collection == collection ?? log.collection
        }
    }
}
#endif
