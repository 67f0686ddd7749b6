internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Finds the practice that a store serves; never makes one.
struct TenantDirectory {
    let store: any NoteStore
    let keys: any KeyService
    let environment: VaultEnvironment
    let timeout: Duration

    /// The practice's record.
    ///
    /// - Parameter tenant: Which practice; if `nil`, the only one that store and key service agree on.
    /// - Returns: The record.
    /// - Throws: ``NotesError``: `unfounded`, `tenantRequired`, `foreignPractice` or `practiceMissing` where there is no such
    ///   practice, `newerStore`, `tampered`, or what the store or the key service answers.
    func record(of tenant: TenantID?) async throws(NotesError) -> TenantRecord {
        let held = try await heldPractices()
        let named: TenantID
        if let tenant {
            named = tenant
        } else {
            named = try await onlyPractice(of: held)
        }
        guard let stored = try await fetch(TenantRecord.key(named)) else {
            throw try await absence(of: named)
        }
        let bytes = stored.value.joined
        guard !TenantRecord.isNewer(bytes) else { throw NotesError(.newerStore, at: "store") }
        guard let record = try? TenantRecord(decoding: bytes), record.tenant == named
        else { throw NotesError(.tampered, at: "store") }
        guard held?.contains(named) ?? true else { throw NotesError(.foreignPractice, at: "keys") }
        return record
    }

    /// The practices that the key service holds, or `nil` if it cannot list them.
    func heldPractices() async throws(NotesError) -> Set<TenantID>? {
        do throws(CryptoError) {
            let request = KeyRequest(id: environment.entropy.bytes16(), deadline: .after(timeout))
            return try await keys.practices(request)
        } catch {
            throw NotesError(error)
        }
    }

    /// The practice that the store's pointer names, or `nil` if there is no pointer.
    func pointedPractice() async throws(NotesError) -> TenantID? {
        guard let pointer = try await fetch(TenantRecord.pointer) else { return nil }
        guard let named = TenantRecord.tenant(pointedAtBy: pointer.value.joined) else {
            throw NotesError(.tampered, at: "store")
        }
        return named
    }

    /// What a practice has in the store, founded or not: nothing, the claim of a founding that broke off, or more.
    func traces(of tenant: TenantID) async throws(NotesError) -> PracticeTraces {
        do throws(StorageError) {
            let rows = try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 2,
                by: .after(timeout)
            )
            guard let first = rows.first else { return .nothing }
            return rows.count == 1 && first.key == TenantRecord.claim(tenant) ? .claim : .rows
        } catch {
            throw NotesError(error)
        }
    }

    func fetch(_ key: RecordKey) async throws(NotesError) -> StoredRecord? {
        do throws(StorageError) {
            return try await store.fetch([key], by: .after(timeout)).first ?? nil
        } catch {
            throw NotesError(error)
        }
    }

    /// The one practice that the pointer names and the key service holds: neither of them alone is believed.
    private func onlyPractice(of held: Set<TenantID>?) async throws(NotesError) -> TenantID {
        guard let held, held.count <= 1 else { throw NotesError(.tenantRequired, at: "tenant") }
        guard let named = try await pointedPractice() else {
            guard let only = held.first, try await traces(of: only) == .rows else {
                throw NotesError(.unfounded, at: "store")
            }
            throw NotesError(.practiceMissing, at: "store.pointer")
        }
        guard held.contains(named) else {
            // A practice whose founding broke off may have no keys yet.
            let traces = try await traces(of: named)
            guard held.isEmpty, traces != .rows else {
                throw NotesError(.foreignPractice, at: "store.pointer")
            }
            throw NotesError(.unfounded, at: "store")
        }
        return named
    }

    private func absence(of tenant: TenantID) async throws(NotesError) -> NotesError {
        switch try await traces(of: tenant) {
        case .claim: NotesError(.unfounded, at: "store")
        case .rows: NotesError(.practiceMissing, at: "store.practice")
        case .nothing:
            try await pointedPractice() == tenant
                ? NotesError(.practiceMissing, at: "store.practice") : NotesError(.unfounded, at: "store")
        }
    }
}
