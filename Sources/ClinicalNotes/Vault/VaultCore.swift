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
    let environment: VaultEnvironment
    let clock: LogClock
    let templates: TemplateRegistry
    let caches: OwnerView.Caches
    let health: HealthMonitor
    let journal: NarrowingJournal
    let declarations: DeclarationList
    /// How long a public call may take, and each step of one that goes through the whole store.
    let timeout: Duration

    var tenant: TenantID { keyring.record.tenant }
    var organization: OrganizationID { keyring.record.organization }
    var now: Instant { environment.now() }

    func tenantKeys() async throws(NotesError) -> TenantKeys {
        do throws(CryptoError) {
            return try await keyring.keys(by: deadline)
        } catch {
            throw NotesError(error)
        }
    }

    func records(_ owner: OwnerID) -> OwnerRecords { OwnerRecords(tenant: tenant, owner: owner) }

    func fetch(_ keys: [RecordKey]) async throws(NotesError) -> [StoredRecord?] {
        do throws(StorageError) {
            return try await store.fetch(keys, by: deadline)
        } catch {
            throw noted(error)
        }
    }

    func scan(_ query: IndexQuery) async throws(NotesError) -> IndexPage {
        do throws(StorageError) {
            return try await store.scan(query, by: deadline)
        } catch {
            throw noted(error)
        }
    }

    /// Commits a batch with the audit entries that record it.
    ///
    /// Nothing is recorded, so nothing handed out, while the store is known to be older than its anchor.
    func commit(
        _ batch: WriteBatch,
        recording entries: [AuditEntry] = []
    ) async throws(NotesError) -> CommitOutcome {
        guard !health.isLogBehind else { throw NotesError(.behindAnchor, at: "audit") }
        let outcome = try await commitUncounted(batch, recording: entries)
        audit.didCommit(self)
        return outcome
    }

    /// As ``commit(_:recording:)``, for what the audit log itself writes.
    func commitUncounted(
        _ batch: WriteBatch,
        recording entries: [AuditEntry] = []
    ) async throws(NotesError) -> CommitOutcome {
        let request = GroupCommitter.Request(
            batch: batch,
            entries: entries.seeing(batch.expectations, batch.tenant),
            keys: entries.isEmpty ? nil : try await tenantKeys()
        )
        do throws(StorageError) {
            return try await committer.commit(request, by: deadline)
        } catch {
            throw noted(error)
        }
    }

    /// Waits a moment of random length, so that those who wait for the same do not meet again.
    func pause() async throws(NotesError) {
        do {
            try await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
        } catch {
            throw NotesError(.cancelled)
        }
    }

    /// What an error of the store means to the caller, and to whoever watches the vault's health.
    func noted(_ error: StorageError) -> NotesError {
        if error.code == .replaced { health.note { $0.isStoreReplaced = true } }
        return NotesError(error)
    }

    /// One consistent view of owners, with other records fetched in the same moment.
    ///
    /// - Parameters:
    ///   - wanted: The owners, each with the directory pages that are needed.
    ///   - others: Further records of the same moment.
    /// - Returns: The owners that exist, and the further records in their order.
    /// - Throws: ``NotesError``; `tampered` if anything is not as it was written, `rolledBack` if an owner is older than
    ///   this process has seen.
    func view(
        _ wanted: [OwnerID: Set<UInt32>],
        and others: [RecordKey] = []
    ) async throws(NotesError) -> (owners: [OwnerID: OwnerView], others: [StoredRecord?]) {
        let order = wanted.sorted { $0.key < $1.key }
        var keys: [RecordKey] = []
        for (owner, pages) in order {
            let records = records(owner)
            keys += OwnerView.keys(records)
            keys += pages.sorted().map { records.page($0) }
        }
        let tenantKeys = try await tenantKeys()
        let seen = caches.newest.marks(of: wanted.keys)
        // Taken before anything is fetched: what is fetched later can only be as new or newer.
        let floors = journal.floor.floors(of: wanted.keys)
        let fetched = try await fetch(keys + others)
        var owners: [OwnerID: OwnerView] = [:]
        var position = 0
        for (owner, pages) in order {
            let single = Array(fetched[position..<(position + 4)])
            position += 4
            var stored: [UInt32: StoredRecord] = [:]
            var absent: Set<UInt32> = []
            for number in pages.sorted() {
                if let page = fetched[position] { stored[number] = page } else { absent.insert(number) }
                position += 1
            }
            do throws(CryptoError) {
                let view = try OwnerView(
                    records(owner),
                    fetched: single,
                    pages: stored,
                    keys: tenantKeys,
                    caches: caches
                )
                // A page that the head names is there.
                guard absent.allSatisfy({ $0 >= view?.head.pageHashes.count ?? 0 }) else {
                    throw CryptoError(.cannotOpen)
                }
                owners[owner] = view
            } catch {
                throw NotesError(error, owner: owner)
            }
            guard caches.newest.take(owners[owner]?.head, askedAt: seen[owner], of: owner) else {
                throw NotesError(.rolledBack, at: "owner")
            }
            if let floor = floors[owner] {
                let isBehind = owners[owner]?.epoch ?? 0 < floor
                health.note { signs in
                    if isBehind { signs.ownersBehind.insert(owner) } else { signs.ownersBehind.remove(owner) }
                }
                guard !isBehind else { throw NotesError(.behindAnchor, at: "owner") }
            }
        }
        return (owners, Array(fetched[position...]))
    }

    /// A view of one owner with its last directory page, ready to be changed.
    func editableView(
        _ owner: OwnerID,
        pages: Set<UInt32> = []
    ) async throws(NotesError) -> OwnerView? {
        var wanted = pages.union([0])
        for _ in 0..<8 {
            guard let view = try await view([owner: wanted]).owners[owner] else { return nil }
            let last = UInt32(view.head.pageHashes.count - 1)
            if view.pages[last] != nil { return view }
            wanted = pages.union([last])
        }
        throw NotesError(.notSettled, at: "owner", owner: owner)
    }
}
