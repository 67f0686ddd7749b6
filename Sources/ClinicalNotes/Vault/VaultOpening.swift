internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// All that a vault is opened with.
struct VaultOpening {
    let store: CheckedStore
    let keys: BoundedKeyService
    let policy: Policy
    let relationships: BoundedRelationships
    let anchor: BoundedAnchor
    let templates: TemplateRegistry
    let tenant: TenantID?
    let jurisdiction: Jurisdiction
    let isCorrectional: Bool
    let environment: Environment
    let patience: Duration

    /// Whatever the host brings is asked through what checks its answers and bounds its time.
    init(
        store: any NoteStore,
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor,
        templates: TemplateRegistry,
        tenant: TenantID?,
        jurisdiction: Jurisdiction,
        isCorrectional: Bool,
        environment: Environment,
        patience: Duration
    ) {
        self.store = CheckedStore(store, patience: patience)
        self.keys = BoundedKeyService(keys, patience: patience)
        self.policy = policy
        self.relationships = BoundedRelationships(relationships, patience: patience)
        self.anchor = BoundedAnchor(anchor, patience: patience)
        self.templates = templates
        self.tenant = tenant
        self.jurisdiction = jurisdiction
        self.isCorrectional = isCorrectional
        self.environment = environment
        self.patience = patience
    }

    private var directory: TenantDirectory {
        TenantDirectory(store: store, keys: keys, environment: environment, patience: patience)
    }

    /// Founds the practice, and opens it.
    func found(_ organization: OrganizationID?) async throws(VaultError) -> NoteVault {
        try checkCapabilities()
        let founding = PracticeFounding(directory: directory, anchor: anchor)
        return try await open(
            CallTime.limited(to: .after(patience)) { () async throws(VaultError) in
                try await founding.found(tenant, organization)
            }
        )
    }

    /// Opens the practice that is there.
    func open() async throws(VaultError) -> NoteVault {
        try checkCapabilities()
        return try await open(
            CallTime.limited(to: .after(patience)) { () async throws(VaultError) in
                try await directory.record(of: tenant)
            }
        )
    }

    private func open(_ record: TenantRecord) async throws(VaultError) -> NoteVault {
        let core = VaultCore(
            store: store,
            committer: GroupCommitter(store, environment.entropy),
            writers: OwnerQueue(),
            keyring: TenantKeyring(record: record, service: keys, entropy: environment.entropy),
            policy: policy,
            relationships: relationships,
            audit: AuditLog(anchor: anchor),
            refusals: RefusalRecorder(),
            jurisdiction: jurisdiction,
            isCorrectional: isCorrectional,
            environment: environment,
            clock: LogClock(),
            templates: templates,
            caches: OwnerView.Caches(),
            patience: patience
        )
        // The clock is looked at before anything is written by it; a log that cannot be read now is read when needed.
        try await core.inTime { () async throws(VaultError) in
            _ = try await core.tenantKeys()
            _ = try? await core.settledNow()
        }
        return NoteVault(core: core)
    }

    private func checkCapabilities() throws(VaultError) {
        let missing = IndexPredicate.capabilitiesAsked.subtracting(store.capabilities)
        guard missing.isEmpty else { throw VaultError(.storeUnusable, at: "store.capabilities.\(missing)") }
    }
}
