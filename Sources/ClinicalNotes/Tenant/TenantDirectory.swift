internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Finds the practice that a store serves, or founds it.
struct TenantDirectory {
    let store: any NoteStore
    let environment: Environment
    let patience: Duration

    /// The practice's record.
    ///
    /// - Parameters:
    ///   - tenant: Which practice; the store's only one, if `nil`.
    ///   - organization: The holder, for a new practice.
    ///   - keys: The key service.
    /// - Returns: The record.
    /// - Throws: ``VaultError``.
    func record(
        of tenant: TenantID?,
        organization: OrganizationID?,
        keys: any KeyService
    ) async throws(VaultError) -> TenantRecord {
        for _ in 0..<4 {
            let pointer = try await fetch(TenantRecord.pointer)
            var named = tenant
            if named == nil, let pointer {
                guard let bytes = Bytes16(pointer.value.joined) else {
                    throw VaultError(.tampered, at: "store")
                }
                named = TenantID(bytes)
            }
            if let named, let stored = try await fetch(TenantRecord.key(named)) {
                let bytes = stored.value.joined
                guard !TenantRecord.isNewer(bytes) else { throw VaultError(.newerStore, at: "store") }
                guard let record = try? TenantRecord(decoding: bytes), record.tenant == named
                else { throw VaultError(.tampered, at: "store") }
                return record
            }
            // A pointer without its practice: the record was taken away.
            guard pointer == nil || tenant != nil else { throw VaultError(.tampered, at: "store") }
            try await found(
                named ?? TenantID(environment.entropy.bytes16()),
                organization ?? OrganizationID(environment.entropy.bytes16()),
                pointerExists: pointer != nil,
                keys
            )
        }
        throw VaultError(.conflict, at: "store")
    }

    private func found(
        _ tenant: TenantID,
        _ organization: OrganizationID,
        pointerExists: Bool,
        _ keys: any KeyService
    ) async throws(VaultError) {
        let record: TenantRecord
        do throws(CryptoError) {
            record = try await TenantKeyring.make(
                tenant,
                organization: organization,
                service: keys,
                entropy: environment.entropy
            )
        } catch {
            throw VaultError(error)
        }
        var batches = [
            WriteBatch(
                tenant: tenant,
                expectations: [.absent(TenantRecord.key(tenant))],
                writes: [.put(TenantRecord.key(tenant), RecordBytes(record.encoded), index: [])]
            )
        ]
        if !pointerExists {
            batches.append(
                WriteBatch(
                    tenant: TenantID(.zero),
                    expectations: [.absent(TenantRecord.pointer)],
                    writes: [.put(TenantRecord.pointer, RecordBytes(tenant.bytes.bytes), index: [])]
                )
            )
        }
        do throws(StorageError) {
            _ = try await store.commit(batches, by: .after(patience))
        } catch {
            throw VaultError(error)
        }
    }

    private func fetch(_ key: RecordKey) async throws(VaultError) -> StoredRecord? {
        do throws(StorageError) {
            return try await store.fetch([key], by: .after(patience))[0]
        } catch {
            throw VaultError(error)
        }
    }
}
