internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// What readers see of a log: all that is durable, and nothing else.
///
/// Where a value lies is looked up under a lock, and the file is read without it: what is written is never changed in place.
final class LogView: Sendable {
    private struct State {
        var index: RecordIndex
        var file: LogFile
    }

    private let state: Mutex<State>

    init(_ index: RecordIndex, in file: LogFile) {
        state = Mutex(State(index: index, file: file))
    }

    // WritingAStore: begin reading
    func fetch(_ keys: [RecordKey], by deadline: Deadline) throws(StorageError) -> [StoredRecord?] {
        let (found, file) = state.withLock { state in (keys.map { state.index[$0] }, state.file) }
        var records: [StoredRecord?] = []
        for (key, held) in zip(keys, found) {
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            records.append(try held.map { held throws(StorageError) in try file.record(key, held) })
        }
        return records
    }
    // WritingAStore: end reading

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) throws(StorageError) -> [StoredRecord] {
        let (found, file) = state.withLock { state in
            let keys = state.index.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit
            )
            return (keys.compactMap { key in state.index[key].map { (key, $0) } }, state.file)
        }
        var records: [StoredRecord] = []
        for (key, held) in found {
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            records.append(try file.record(key, held))
        }
        return records
    }

    func page(_ query: IndexQuery) -> IndexPage { state.withLock { $0.index.page(query) } }

    // MARK: For the writer

    func judge(_ commits: [[WriteBatch]]) -> Judgment { state.withLock { $0.index.judge(commits) } }

    /// Shows what has become durable.
    func publish(_ records: [(RecordKey, HeldRecord?)]) {
        state.withLock { state in
            for (key, held) in records { state.index.set(key, to: held) }
        }
    }

    /// How much of the file is in use.
    var neededCount: Int { state.withLock { $0.index.neededCount } }

    var file: LogFile { state.withLock { $0.file } }

    var snapshot: (index: RecordIndex, file: LogFile) { state.withLock { ($0.index, $0.file) } }

    /// Shows the same records, in another file.
    func replace(with index: RecordIndex, in file: LogFile) {
        state.withLock { $0 = State(index: index, file: file) }
    }
}

extension LogFile {
    fileprivate func record(_ key: RecordKey, _ held: HeldRecord) throws(StorageError) -> StoredRecord {
        StoredRecord(key: key, revision: held.revision, value: try value(at: held.place, of: key))
    }
}
