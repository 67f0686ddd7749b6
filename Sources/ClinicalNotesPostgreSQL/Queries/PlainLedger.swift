#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What a practice's records come to while batches are judged and carried out one after the other, during its turn.
struct PlainLedger {
    /// Asks for the position of a log's last record below another one, once these statements are carried out.
    typealias Asking = (LogKey, _ below: UInt64, _ after: [ServerConnection.Call]) throws -> UInt64?

    let statements: PlainStatements
    /// Of each record that a batch expects or puts; 0 where there is none.
    var revisions: [RecordKey: UInt64] = [:]
    /// The last position of each log that is known; that of an empty log is `nil`.
    var last: [LogKey: UInt64?] = [:]
    private var calls: [ServerConnection.Call] = []
    /// How much of values waits to be sent.
    private(set) var bytes = 0
    /// Where each log goes on that was appended to.
    private var next: [LogKey: UInt64] = [:]

    init(statements: PlainStatements) { self.statements = statements }

    /// The statements that wait to be sent.
    mutating func takeCalls() -> [ServerConnection.Call] {
        defer { (calls, bytes) = ([], 0) }
        return calls
    }

    /// Judges a batch, and carries it out unless it is a conflict.
    mutating func carryOut(_ batch: WriteBatch, asking: Asking) throws -> CommitOutcome {
        let moved = batch.expectations.filter { (revisions[$0.key] ?? 0) != $0.revision }
        guard moved.isEmpty else { return .conflict(moved.map(\.key)) }
        var positions: [UInt64] = []
        for write in batch.writes {
            switch write {
            case .put(let key, let value, let entries): put(key, value, entries)
            case .append(let log, let value):
                let position = try position(in: log, asking: asking)
                add(statements.insert(log.key(at: position), value))
                revisions[log.key(at: position)] = 1
                next[log] = position + 1
                positions.append(position)
            case .delete(let key):
                add(statements.delete(key))
                add(statements.deleteEntries(of: key))
                revisions[key] = 0
                forgetEnd(of: key)
            }
        }
        return .committed(positions: positions)
    }

    private mutating func put(_ key: RecordKey, _ value: RecordBytes, _ entries: [IndexEntry]) {
        let revision = revisions[key] ?? 0
        if revision == 0 {
            add(statements.insert(key, value))
        } else {
            add(statements.update(key, to: revision + 1, value))
            add(statements.deleteEntries(of: key))
        }
        for entry in entries { add(statements.insert(entry, of: key)) }
        revisions[key] = revision + 1
        forgetEnd(of: key)
    }

    /// What is put or deleted may be the last record of its log.
    private mutating func forgetEnd(of key: RecordKey) {
        let log = LogKey(tenant: key.tenant, owner: key.owner, collection: key.collection)
        guard log.position(of: key) != nil else { return }
        next[log] = nil
        last[log] = nil
    }

    private mutating func position(in log: LogKey, asking: Asking) throws -> UInt64 {
        if let known = next[log] { return known }
        let position = try log.nextPosition { bound throws in
            if bound == LogKey.positionLimit, let known = last[log] { return known }
            return try asking(log, bound, takeCalls())
        }
        guard let position else { throw StorageError(.corrupted) }
        return position
    }

    private mutating func add(_ call: ServerConnection.Call) {
        calls.append(call)
        bytes += call.parameters.bytes.count
    }
}
#endif
