internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// What all sessions of a vault share.
struct VaultCore: Sendable {
    let store: CheckedStore
    let committer: GroupCommitter
    let writers: OwnerQueue
    let keyring: TenantKeyring
    let policy: Policy
    let relationships: BoundedRelationships
    let audit: AuditLog
    let refusals: RefusalRecorder
    let jurisdiction: Jurisdiction
    /// Whether the practice is a correctional institution or acts under the direction of one.
    let isCorrectional: Bool
    let environment: Environment
    let clock: LogClock
    let templates: TemplateRegistry
    let caches: OwnerView.Caches
    /// How long a public call may take, and each step of one that goes through the whole store.
    let patience: Duration

    var tenant: TenantID { keyring.record.tenant }
    var organization: OrganizationID { keyring.record.organization }
    var now: Instant { environment.now() }

    func tenantKeys() async throws(VaultError) -> TenantKeys {
        do throws(CryptoError) {
            return try await keyring.keys(by: deadline)
        } catch {
            throw VaultError(error)
        }
    }

    func records(_ owner: OwnerID) -> OwnerRecords { OwnerRecords(tenant: tenant, owner: owner) }

    func fetch(_ keys: [RecordKey]) async throws(VaultError) -> [StoredRecord?] {
        do throws(StorageError) {
            return try await store.fetch(keys, by: deadline)
        } catch {
            throw VaultError(error)
        }
    }

    func scan(_ query: IndexQuery) async throws(VaultError) -> IndexPage {
        do throws(StorageError) {
            return try await store.scan(query, by: deadline)
        } catch {
            throw VaultError(error)
        }
    }

    func commit(_ batch: WriteBatch) async throws(VaultError) -> CommitOutcome {
        do throws(StorageError) {
            let outcome = try await committer.commit(batch, by: deadline)
            await audit.didCommit(self)
            return outcome
        } catch {
            throw VaultError(error)
        }
    }

    /// One consistent view of owners, with other records fetched in the same moment.
    ///
    /// - Parameters:
    ///   - wanted: The owners, each with the directory pages that are needed.
    ///   - others: Further records of the same moment.
    /// - Returns: The owners that exist, and the further records in their order.
    /// - Throws: ``VaultError``; `tampered` if anything is not as it was written.
    func view(
        _ wanted: [OwnerID: Set<UInt32>],
        and others: [RecordKey] = []
    ) async throws(VaultError) -> (owners: [OwnerID: OwnerView], others: [StoredRecord?]) {
        let order = wanted.sorted { $0.key < $1.key }
        var keys: [RecordKey] = []
        for (owner, pages) in order {
            let records = records(owner)
            keys += OwnerView.keys(records)
            keys += pages.sorted().map { records.page($0) }
        }
        let tenantKeys = try await tenantKeys()
        let fetched = try await fetch(keys + others)
        var owners: [OwnerID: OwnerView] = [:]
        var position = 0
        for (owner, pages) in order {
            let single = Array(fetched[position..<(position + 4)])
            position += 4
            var stored: [UInt32: StoredRecord] = [:]
            for number in pages.sorted() {
                if let page = fetched[position] { stored[number] = page }
                position += 1
            }
            do throws(CryptoError) {
                owners[owner] = try OwnerView(
                    records(owner),
                    fetched: single,
                    pages: stored,
                    keys: tenantKeys,
                    caches: caches
                )
            } catch {
                throw VaultError(error, owner: owner)
            }
        }
        return (owners, Array(fetched[position...]))
    }

    /// A view of one owner with its last directory page, ready to be changed.
    func editableView(
        _ owner: OwnerID,
        pages: Set<UInt32> = []
    ) async throws(VaultError) -> OwnerView? {
        var wanted = pages.union([0])
        for _ in 0..<8 {
            guard let view = try await view([owner: wanted]).owners[owner] else { return nil }
            let last = UInt32(view.head.pageHashes.count - 1)
            if view.pages[last] != nil { return view }
            wanted = pages.union([last])
        }
        throw VaultError(.notSettled, at: "owner", owner: owner)
    }
}
