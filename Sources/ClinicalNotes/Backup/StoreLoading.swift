internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Puts a backup into a store: in the order of the keys but for the practice's own record, which comes last, so that what broke off is no
/// practice, and is the beginning of the same backup.
struct StoreLoading {
    private static let maximumBytes = 4 << 20

    private let file: BackupFile
    private let store: CheckedStore
    private let copies: CheckedCopies
    private let maximumRecords: Int

    /// - Parameters:
    ///   - file: The backup.
    ///   - store: Where it comes.
    ///   - timeout: How long each step may take.
    ///   - maximumRecords: How many records are written at once.
    init(
        _ file: BackupFile,
        into store: any CopyableStore,
        timeout: Duration,
        maximumRecords: Int = 512
    ) {
        self.file = file
        self.store = CheckedStore(store, timeout: timeout)
        copies = CheckedCopies(store, calls: HostCalls(timeout: timeout))
        self.maximumRecords = maximumRecords
    }

    func run() async throws(NotesError) -> PutBackReport {
        let (head, found) = try await begun()
        let own = TenantRecord.key(head.tenant)
        var reader = try await BackupReader(file)
        guard reader.head == head else { throw NotesError(.damaged, at: "backup") }
        var last: CopiedRecord?
        var left = found
        while let page = try await reader.next() {
            var group: [CopiedRecord] = []
            var bytes = 0
            for copy in page {
                if copy.record.key == own {
                    last = copy
                    continue
                }
                guard left == 0 else {
                    left -= 1
                    continue
                }
                group.append(copy)
                bytes += copy.record.value.count
                if bytes >= Self.maximumBytes || group.count >= maximumRecords {
                    try await load(group)
                    (group, bytes) = ([], 0)
                }
            }
            try await load(group)
        }
        guard let last else { throw NotesError(.damaged, at: "backup") }
        try await point(to: head.tenant)
        try await load([last])
        return PutBackReport(tenant: head.tenant, records: reader.records, found: found)
    }

    /// Reads the whole file, and compares with it what is in the store; nothing is written if either is not as it should be.
    ///
    /// - Returns: What the file begins with, and how many of its records a call that broke off had written.
    /// - Throws: ``NotesError``: `alreadyFounded` if the store has anything of the practice that is not the beginning of this backup.
    private func begun() async throws(NotesError) -> (BackupHead, UInt64) {
        var reader = try await BackupReader(file)
        let snapshot: CheckedSnapshot
        do throws(StorageError) {
            snapshot = try await copies.snapshot(by: .never)
        } catch {
            throw NotesError(error)
        }
        do throws(NotesError) {
            var rows = SnapshotRows(snapshot, of: reader.head.tenant)
            var existing = try await Self.next(&rows)
            // Held no longer than there is something to compare.
            if existing.isEmpty { await snapshot.end() }
            var found: UInt64 = 0
            while let page = try await reader.next() {
                for copy in page where copy.record.key != TenantRecord.key(reader.head.tenant) {
                    guard let row = existing.popFirst() else { break }
                    guard row.isSame(as: copy) else { throw NotesError(.alreadyFounded, at: "store") }
                    found += 1
                    if existing.isEmpty { existing = try await Self.next(&rows) }
                }
            }
            guard existing.isEmpty else { throw NotesError(.alreadyFounded, at: "store") }
            await snapshot.end()
            return (reader.head, found)
        } catch {
            await snapshot.end()
            throw error
        }
    }

    private static func next(_ rows: inout SnapshotRows) async throws(NotesError) -> ArraySlice<CopiedRecord>
    {
        do throws(StorageError) {
            return try await rows.next()[...]
        } catch {
            throw NotesError(copying: error)
        }
    }

    /// The store points to the first practice that came into it.
    private func point(to tenant: TenantID) async throws(NotesError) {
        let existing: StoredRecord?
        do throws(StorageError) {
            existing = try await store.fetch([TenantRecord.pointer], by: .never)[0]
        } catch {
            throw NotesError(error)
        }
        guard existing == nil else { return }
        let pointer = StoredRecord(
            key: TenantRecord.pointer,
            revision: 1,
            value: RecordBytes(TenantRecord.pointing(to: tenant))
        )
        try await load([CopiedRecord(pointer, index: [])])
    }

    private func load(_ group: [CopiedRecord]) async throws(NotesError) {
        guard !group.isEmpty else { return }
        do throws(StorageError) {
            try await copies.load(group, by: .never)
        } catch {
            // Nothing of it was there a moment ago: somebody else puts the backup back, or a call that broke off went on.
            guard error.code != .invalidBatch else { throw NotesError(.conflict, at: "store") }
            throw NotesError(error)
        }
    }
}

extension CopiedRecord {
    /// Whether a store holds the record as a backup has it.
    fileprivate func isSame(as other: CopiedRecord) -> Bool {
        record.key == other.record.key && record.revision == other.record.revision
            && record.value.joined == other.record.value.joined && Set(index) == Set(other.index)
    }
}
