internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Walks a practice's records as of one moment, a few in memory at a time.
struct SnapshotRows {
    private let snapshot: CheckedSnapshot
    private let tenant: TenantID
    /// Few at a time: each of them may be a MiB.
    private var limit = 16
    private var last: RecordKey?

    init(_ snapshot: CheckedSnapshot, of tenant: TenantID) {
        self.snapshot = snapshot
        self.tenant = tenant
    }

    /// The records that follow; none at the end.
    mutating func next() async throws(StorageError) -> [CopiedRecord] {
        let found = try await snapshot.records(of: tenant, after: last, limit: limit, by: .never)
        last = found.last?.record.key ?? last
        let bytes = found.reduce(0) { $0 + $1.record.value.count }
        if bytes < 1 << 20 { limit = min(limit * 2, 64) }
        if bytes > 8 << 20 { limit = max(limit / 4, 8) }
        return found
    }
}

extension NotesError {
    /// A snapshot that could not be read; one that had to give way is no store that does not answer.
    init(copying error: StorageError) {
        if error.code == .heldBack {
            self.init(.storageUnavailable, at: "snapshot")
        } else {
            self.init(error)
        }
    }
}
