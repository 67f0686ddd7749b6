internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// All that a vault is opened with.
struct VaultOpening {
    let store: any NoteStore
    let keys: any KeyService
    let policy: Policy
    let relationships: any Relationships
    let anchor: any Anchor
    let templates: TemplateRegistry
    let tenant: TenantID?
    let jurisdiction: Jurisdiction
    let isCorrectional: Bool
    let environment: Environment
    let patience: Duration

    private var directory: TenantDirectory {
        TenantDirectory(store: store, keys: keys, environment: environment, patience: patience)
    }

    /// Founds the practice, and opens it.
    func found(_ organization: OrganizationID?) async throws(VaultError) -> NoteVault {
        try checkCapabilities()
        let founding = PracticeFounding(directory: directory, anchor: anchor)
        return try await open(try await founding.found(tenant, organization))
    }

    /// Opens the practice that is there.
    func open() async throws(VaultError) -> NoteVault {
        try checkCapabilities()
        return try await open(try await directory.record(of: tenant))
    }

    private func open(_ record: TenantRecord) async throws(VaultError) -> NoteVault {
        let core = VaultCore(
            store: store,
            committer: GroupCommitter(store, environment.entropy),
            keyring: TenantKeyring(record: record, service: keys, entropy: environment.entropy),
            policy: policy,
            relationships: relationships,
            audit: AuditLog(anchor: anchor),
            refusals: RefusalRecorder(),
            jurisdiction: jurisdiction,
            isCorrectional: isCorrectional,
            environment: environment,
            templates: templates,
            caches: OwnerView.Caches(),
            patience: patience
        )
        _ = try await core.tenantKeys()
        return NoteVault(core: core)
    }

    private func checkCapabilities() throws(VaultError) {
        let missing = IndexPredicate.capabilitiesOfLists.subtracting(store.capabilities)
        guard missing.isEmpty else { throw VaultError(.storeUnusable, at: "store.capabilities.\(missing)") }
    }
}
