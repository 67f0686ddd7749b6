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
    /// The key that must certify the practice's enrollments, where the host pins it.
    let authority: SigningPublicKey?
    let templates: TemplateRegistry
    let tenant: TenantID?
    let jurisdiction: Jurisdiction
    let isCorrectional: Bool
    let environment: VaultEnvironment
    let timeout: Duration
    /// What the store need not promise.
    private let waived: StoreCapabilities
    /// Whether the host's rules leave no room for those of security labels.
    private let isPolicyFull: Bool

    /// Whatever the host brings is asked through what checks its answers and bounds its time.
    init(
        store: any NoteStore,
        waiving waived: StoreCapabilities,
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor,
        authority: SigningPublicKey?,
        templates: TemplateRegistry,
        tenant: TenantID?,
        jurisdiction: Jurisdiction,
        isCorrectional: Bool,
        environment: VaultEnvironment,
        timeout: Duration
    ) {
        self.store = CheckedStore(store, timeout: timeout)
        self.waived = waived
        self.keys = BoundedKeyService(keys, timeout: timeout)
        // What came with labels is kept as they say, whatever the host's own rules are.
        let obeys = policy.houseRules.contains { $0 == .securityLabels }
        isPolicyFull = !obeys && !policy.hasRoom(for: .securityLabels)
        self.policy = obeys || isPolicyFull ? policy : policy.adding(.securityLabels)
        self.relationships = BoundedRelationships(relationships, timeout: timeout)
        self.anchor = BoundedAnchor(anchor, timeout: timeout)
        self.authority = authority
        self.templates = templates
        self.tenant = tenant
        self.jurisdiction = jurisdiction
        self.isCorrectional = isCorrectional
        self.environment = environment
        self.timeout = timeout
    }

    private var directory: TenantDirectory {
        TenantDirectory(store: store, keys: keys, environment: environment, timeout: timeout)
    }

    /// Founds the practice, and opens it.
    func found(_ organization: OrganizationID?) async throws(NotesError) -> NoteVault {
        try checkCapabilities()
        let founding = PracticeFounding(directory: directory, anchor: anchor, authority: authority)
        return try await CallTime.within(timeout) { () async throws(NotesError) in
            try await open(try await founding.found(tenant, organization))
        }
    }

    /// Opens the practice that is there.
    func open() async throws(NotesError) -> NoteVault {
        try checkCapabilities()
        return try await CallTime.within(timeout) { () async throws(NotesError) in
            try await open(try await directory.record(of: tenant))
        }
    }

    /// The practice that is there, not compared with its anchor: for those who look at what cannot be opened.
    func unchecked() async throws(NotesError) -> VaultCore {
        let core = core(try await directory.record(of: tenant))
        _ = try await core.tenantKeys()
        return core
    }

    private func open(_ record: TenantRecord) async throws(NotesError) -> NoteVault {
        let core = core(record)
        _ = try await core.tenantKeys()
        guard authority.map({ $0 == record.authority }) ?? true else {
            throw NotesError(.foreignAuthority, at: "authority")
        }
        try await core.audit.checkAgainstAnchor(core)
        try await core.journal.load(core)
        try await core.loadDeclarations()
        // The clock is looked at before anything is written by it; a log that cannot be read now is read when needed.
        _ = try? await core.settledNow()
        return NoteVault(core: core)
    }

    private func core(_ record: TenantRecord) -> VaultCore {
        let health = HealthMonitor(isAnchored: anchor.grade != .none)
        let kept = KeptAnchor(base: anchor, health: health)
        return VaultCore(
            store: store,
            committer: GroupCommitter(store, environment.entropy),
            writers: OwnerQueue(),
            keyring: TenantKeyring(record: record, service: keys, entropy: environment.entropy),
            policy: policy,
            relationships: relationships,
            audit: AuditLog(anchor: kept),
            refusals: RefusalRecorder(),
            jurisdiction: jurisdiction,
            isCorrectional: isCorrectional,
            environment: environment,
            clock: LogClock(),
            templates: templates,
            caches: OwnerView.Caches(),
            health: health,
            journal: NarrowingJournal(kept),
            declarations: DeclarationList(),
            timeout: timeout
        )
    }

    private func checkCapabilities() throws(NotesError) {
        let missing = StoreCapabilities.durable.subtracting(store.capabilities).subtracting(waived)
        guard missing.isEmpty else { throw NotesError(.storeUnusable, at: "store.capabilities.\(missing)") }
        guard store.contractVersion == StoreContract.version else {
            throw NotesError(.storeUnusable, at: "store.contractVersion")
        }
        guard !isPolicyFull else { throw NotesError(.invalidInput, at: "policy") }
    }
}

extension VaultOpening {
    /// What a store is opened with to be looked at, and nothing handed out.
    init(
        lookingAt store: any NoteStore,
        keys: any KeyService,
        anchor: any Anchor,
        tenant: TenantID?,
        environment: VaultEnvironment,
        timeout: Duration
    ) {
        self.init(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: UnknownRelationships(),
            anchor: anchor,
            authority: nil,
            templates: .standard,
            tenant: tenant,
            jurisdiction: .unitedStates,
            isCorrectional: false,
            environment: environment,
            timeout: timeout
        )
    }

    /// Knows nobody.
    private struct UnknownRelationships: Relationships {
        func careTeam(
            of patient: PatientID,
            includes principal: PrincipalID,
            at moment: Instant
        ) async -> Fact<Bool> { .unknown }

        func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> { .unknown }
    }
}
