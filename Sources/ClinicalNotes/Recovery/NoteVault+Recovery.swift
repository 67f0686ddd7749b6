public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesPolicy
public import ClinicalNotesStorage

extension NoteVault {
    /// The recoveries on the practice's record: restores, and anchors that were begun anew, the oldest first.
    public var declarations: [RecoveryDeclaration] { core.declarations.all }

    /// What people must approve before a store that was put back is taken for the newest state.
    ///
    /// Looks at store and anchor and changes neither. Two people sign it, with ``RecoveryRequest/approved(by:)``.
    ///
    /// - Parameters:
    ///   - store: The store that was put back.
    ///   - keys: The key service.
    ///   - anchor: The anchor that is ahead of it.
    ///   - tenant: Which practice; if not told, the only one that store and key service agree on.
    ///   - environment: Time and chance.
    ///   - timeout: How long the call may take, whatever store, key service and anchor do.
    /// - Returns: What is asked.
    /// - Throws: ``NotesError``: `anchorUnavailable` if the anchor is missing or damaged, and others.
    public static func restoreRequest(
        store: any NoteStore,
        keys: any KeyService,
        anchor: any Anchor,
        tenant: TenantID? = nil,
        environment: VaultEnvironment = .system,
        timeout: Duration = .seconds(30)
    ) async throws(NotesError) -> RecoveryRequest {
        let opening = VaultOpening(
            lookingAt: store,
            keys: keys,
            anchor: anchor,
            tenant: tenant,
            environment: environment,
            timeout: timeout
        )
        return try await CallTime.within(timeout) { () async throws(NotesError) in
            try await StoreRestoration(core: try await opening.unchecked()).request()
        }
    }

    /// Takes a store that was put back for the newest state: the only way on when it is behind its anchor.
    ///
    /// Whatever had narrowed access since then is narrowed again from the anchor's journal, before anybody sees anything:
    /// revocations, ends of enrollment, holds, withheld releases, notes withdrawn or discarded. That it was restored, and on
    /// whose word, is on record from then on. Killed at any step, it can be run again; if it then throws
    /// `nothingToRecover`, it was done.
    ///
    /// - Parameters:
    ///   - request: What ``restoreRequest(store:keys:anchor:tenant:environment:timeout:)`` asked, at most a day ago.
    ///   - consent: The approvals of two people who are enrolled, and whose enrollment was not ended since either.
    ///   - store: The store that was put back.
    ///   - waived: What the store need not promise, as when it is opened.
    ///   - keys: The key service.
    ///   - policy: The law of the practice's jurisdiction.
    ///   - relationships: The host's answers about people.
    ///   - anchor: The anchor that is ahead of it.
    ///   - authority: The key that must be the practice's authority's; pin it where the authority is outside.
    ///   - templates: The templates of the notes that are written here.
    ///   - tenant: Which practice; if not told, the only one that store and key service agree on.
    ///   - jurisdiction: Which rule set decides.
    ///   - isCorrectional: Whether the practice is a correctional institution or acts under the direction of one, 45 CFR
    ///     164.524(a)(2)(ii).
    ///   - environment: Time and chance.
    ///   - timeout: How long each step of the restore may take, and each call of the vault afterwards.
    /// - Returns: The vault, and what is lost.
    /// - Throws: ``NotesError``: `approvalRefused`, `nothingToRecover` for a store that is not behind, `anchorUnavailable`
    ///   if the anchor is missing, damaged or cannot be written, and others.
    public static func restore(
        _ request: RecoveryRequest,
        on consent: RecoveryConsent,
        store: any NoteStore,
        waiving waived: StoreCapabilities = [],
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor,
        authority: SigningPublicKey? = nil,
        templates: TemplateRegistry = .standard,
        tenant: TenantID? = nil,
        jurisdiction: Jurisdiction = .unitedStates,
        isCorrectional: Bool = false,
        environment: VaultEnvironment = .system,
        timeout: Duration = .seconds(30)
    ) async throws(NotesError) -> (vault: NoteVault, report: RestoreReport) {
        let opening = VaultOpening(
            store: store,
            waiving: waived,
            keys: keys,
            policy: policy,
            relationships: relationships,
            anchor: anchor,
            authority: authority,
            templates: templates,
            tenant: tenant,
            jurisdiction: jurisdiction,
            isCorrectional: isCorrectional,
            environment: environment,
            timeout: timeout
        )
        let report = try await StoreRestoration(core: try await opening.unchecked()).run(request, on: consent)
        let vault = try await opening.open()
        // What fails is part of the vault's health.
        _ = try? await vault.core.integrate()
        return (vault, report)
    }

    /// What people must approve before an anchor that was lost is begun anew.
    ///
    /// - Returns: What is asked; good for a day, also while the vault is used.
    /// - Throws: ``NotesError``: `nothingToRecover` if the anchor is there.
    public func anchorRenewalRequest() async throws(NotesError) -> RecoveryRequest {
        try await core.inTime {
            try await core.requireLostAnchor()
            return RecoveryRequest(
                .anchorRenewal,
                of: core.tenant,
                stored: try await core.auditState(),
                anchored: nil,
                at: core.now
            )
        }
    }

    /// Begins an anchor anew that is missing or damaged: from then on it vouches for the store as it is now.
    ///
    /// Whoever could put the store back and take the anchor away could have somebody declare this. So it needs the same
    /// approvals as a restore, is recorded in the audit log, and is on record from then on.
    ///
    /// - Parameters:
    ///   - request: What ``anchorRenewalRequest()`` asked, at most a day ago.
    ///   - consent: The approvals of two people who are enrolled.
    /// - Throws: ``NotesError``: `approvalRefused`, `nothingToRecover` if the anchor is there, `anchorUnavailable` if it cannot
    ///   be written.
    public func renewAnchor(
        _ request: RecoveryRequest,
        on consent: RecoveryConsent
    ) async throws(NotesError) {
        try await core.inTime {
            try await core.requireLostAnchor()
            guard request.kind == .anchorRenewal, request.tenant == core.tenant, request.anchored == nil,
                request.isCurrent(at: core.now),
                try await core.auditRoot(at: request.stored.size) == request.stored.root
            else { throw NotesError(.approvalRefused, at: "request") }
            let role = try await core.check(consent, to: request)
            let declaration = try await core.declare(request, on: consent, as: role)
            try await core.integrate()
            try await core.declareAnchored(try await core.auditState(), declaration)
            try await core.journal.load(core)
            try await core.loadDeclarations()
        }
    }
}

extension VaultCore {
    /// Looks at the anchor anew; only one that is missing or damaged may be begun again.
    fileprivate func requireLostAnchor() async throws(NotesError) {
        do throws(CryptoError) {
            _ = try await audit.anchor.latest(AuditCheckpoint.origin(tenant))
        } catch {
            throw NotesError(anchoring: error)
        }
        _ = try await journal.lines(self)
        guard [.missing, .unreadable].contains(health.health.anchor) else {
            throw NotesError(.nothingToRecover, at: "anchor")
        }
    }
}
