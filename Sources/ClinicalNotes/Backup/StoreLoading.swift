internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Puts a backup into a store: the practice's own record last, so that what broke off is no practice.
struct StoreLoading {
    let file: DurableFile
    let store: any CopyableStore
    let patience: Duration

    private static let mostBytes = 4 << 20
    private static let mostRecords = 512

    func run() async throws(VaultError) -> TenantID {
        let tenant = try await checkedPractice()
        try await requireNothing(of: tenant)
        var reader = try await BackupReader(file)
        guard reader.head.tenant == tenant else { throw VaultError(.damaged, at: "backup") }
        var own: CopiedRecord?
        while let copies = try await reader.next() {
            var group: [CopiedRecord] = []
            var bytes = 0
            for copy in copies {
                if copy.record.key == TenantRecord.key(tenant) {
                    own = copy
                    continue
                }
                group.append(copy)
                bytes += copy.record.value.count
                if bytes >= Self.mostBytes || group.count >= Self.mostRecords {
                    try await load(group)
                    (group, bytes) = ([], 0)
                }
            }
            try await load(group)
        }
        guard let own else { throw VaultError(.damaged, at: "backup") }
        try await point(to: tenant)
        try await load([own])
        return tenant
    }

    /// Reads the whole file; nothing is written if it is not as it should be.
    private func checkedPractice() async throws(VaultError) -> TenantID {
        var reader = try await BackupReader(file)
        while try await reader.next() != nil {}
        return reader.head.tenant
    }

    private func requireNothing(of tenant: TenantID) async throws(VaultError) {
        let found: [StoredRecord]
        do throws(StorageError) {
            found = try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 1,
                by: .after(patience)
            )
        } catch {
            throw VaultError(error)
        }
        guard found.isEmpty else { throw VaultError(.alreadyFounded, at: "store") }
    }

    /// The store points to the first practice that came into it.
    private func point(to tenant: TenantID) async throws(VaultError) {
        do throws(StorageError) {
            let standing = try await store.fetch([TenantRecord.pointer], by: .after(patience))
            guard standing.first ?? nil == nil else { return }
            let pointer = StoredRecord(
                key: TenantRecord.pointer,
                revision: 1,
                value: RecordBytes(TenantRecord.pointing(to: tenant))
            )
            try await store.load([CopiedRecord(pointer, index: [])], by: .after(patience))
        } catch {
            throw VaultError(error)
        }
    }

    private func load(_ copies: [CopiedRecord]) async throws(VaultError) {
        guard !copies.isEmpty else { return }
        do throws(StorageError) {
            try await store.load(copies, by: .after(patience))
        } catch {
            throw VaultError(error)
        }
    }
}
