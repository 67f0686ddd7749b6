public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesPolicy
public import ClinicalNotesStorage

/// A practice's notes: sealed, separated, decided, audited.
///
/// A vault holds nothing but references; it may be copied and used from any task. Open one for each practice, and
/// close it when done, so that what is only counted or pending is written.
public struct NoteVault: Sendable {
    let core: VaultCore

    /// The practice.
    public var tenant: TenantID { core.tenant }
    /// The organisation that holds the notes.
    public var organization: OrganizationID { core.organization }
    /// The public key that signs heads and checkpoints: keep it to verify the store offline.
    public var instanceKey: SigningPublicKey { core.keyring.record.instance }

    /// Opens a vault; makes a new practice in a store that has none.
    ///
    /// - Parameters:
    ///   - store: Where sealed records are kept.
    ///   - keys: The key service.
    ///   - policy: The law of the practice's jurisdiction.
    ///   - relationships: The host's answers about people.
    ///   - anchor: What vouches for the newest state outside the store; without one, a store that was put back to an
    ///     older state as a whole is not noticed, and reports say `unanchored`.
    ///   - templates: The templates of the notes that are written here.
    ///   - tenant: Which practice, in a store that serves several; the only one, if not told.
    ///   - organization: The holder's own identifier, for a new practice; random if not told.
    ///   - jurisdiction: Which rule set decides.
    ///   - isCorrectional: Whether the practice is a correctional institution or acts under the direction of one, 45 CFR
    ///     164.524(a)(2)(ii).
    ///   - environment: Time and chance.
    ///   - patience: How long a call may take, whatever store, key service, anchor or relationships do; then it throws
    ///     `timedOut`, or `outcomeUnknown` if it may have been written. Calls that go through the whole store
    ///     (`verify`, `importRecords`) may take as long for each step.
    /// - Returns: The vault.
    /// - Throws: ``VaultError``: `storeUnusable` for a store that lacks a capability, `wrongPassphrase`,
    ///   `newerStore`, and others.
    public static func open(
        store: any NoteStore,
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor = NoAnchor(),
        templates: TemplateRegistry = .standard,
        tenant: TenantID? = nil,
        organization: OrganizationID? = nil,
        jurisdiction: Jurisdiction = .unitedStates,
        isCorrectional: Bool = false,
        environment: Environment = .system,
        patience: Duration = .seconds(30)
    ) async throws(VaultError) -> NoteVault {
        let store = CheckedStore(store, patience: patience)
        let keys = BoundedKeyService(keys, patience: patience)
        let missing = IndexPredicate.capabilitiesOfLists.subtracting(store.capabilities)
        guard missing.isEmpty else { throw VaultError(.storeUnusable, at: "store.capabilities.\(missing)") }
        let record = try await CallTime.within(patience) { () async throws(VaultError) in
            try await TenantDirectory(store: store, environment: environment, patience: patience)
                .record(of: tenant, organization: organization, keys: keys)
        }
        let core = VaultCore(
            store: store,
            committer: GroupCommitter(store),
            writers: OwnerQueue(),
            keyring: TenantKeyring(record: record, service: keys, entropy: environment.entropy),
            policy: policy,
            relationships: BoundedRelationships(relationships, patience: patience),
            audit: AuditLog(anchor: BoundedAnchor(anchor, patience: patience)),
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

    /// Opens a session for an enrolled principal.
    ///
    /// - Parameters:
    ///   - principal: Who acts.
    ///   - purpose: For which purpose; a patient's own is a request.
    ///   - role: In which role; the certified one, if not told. A treating clinician may act as originator or as another
    ///     clinician of the organisation; nobody else acts in another role than the certified one.
    ///   - keyring: The principal's own keys, unlocked; needed to write, to sign and to open granted compartments.
    ///   - circumstances: What is declared about the occasion.
    /// - Returns: The session.
    /// - Throws: ``VaultError`` with `notEnrolled`, `keyringRequired` for a keyring that is not the certified one, or
    ///   `invalidInput` for a role that is not the principal's.
    public func session(
        for principal: PrincipalID,
        purpose: PurposeOfUse = .patientRequest,
        as role: PrincipalRole? = nil,
        unlocking keyring: Keyring? = nil,
        declaring circumstances: Circumstances = .ordinary
    ) async throws(VaultError) -> NoteSession {
        try await core.inTime { () async throws(VaultError) in
            let standing = try await core.standing(of: principal)
            let certified = standing.enrolment.standing.role
            guard certified.mayAct(as: role ?? certified) else { throw VaultError(.invalidInput, at: "role") }
            if let keyring {
                guard keyring.principal == principal, keyring.publicKeys == standing.enrolment.keys else {
                    throw VaultError(.keyringRequired, at: "unlocking")
                }
            }
            return NoteSession(
                core: core,
                state: SessionState(standing, keyring: keyring),
                principal: principal,
                purpose: purpose,
                role: role ?? certified,
                circumstances: circumstances
            )
        }
    }

    /// Makes all durable audit entries tamper-evident, and anchors them; removes receipts that are long expired.
    ///
    /// - Throws: ``VaultError``.
    public func checkpoint() async throws(VaultError) {
        try await core.inTime { () async throws(VaultError) in
            try await core.refusals.flush(core)
            try await core.audit.integrate(core)
            await core.sweepReceipts()
        }
    }

    /// Writes what is pending, forgets all keys and closes the store, also when writing fails.
    ///
    /// - Throws: ``VaultError``.
    public func close() async throws(VaultError) {
        var failure: VaultError?
        do throws(VaultError) {
            try await checkpoint()
        } catch {
            failure = error
        }
        core.keyring.lock()
        core.caches.keys.removeAll()
        do throws(StorageError) {
            try await core.store.close()
        } catch {
            failure = failure ?? VaultError(error)
        }
        if let failure { throw failure }
    }
}

extension PrincipalRole {
    /// Whether somebody certified in this role may act in another: clinicians in each other's, as far as none of them
    /// sees more for it than the relationship to the patient gives.
    func mayAct(as other: PrincipalRole) -> Bool {
        let clinicians: Set<PrincipalRole> = [.originator, .treatingClinician, .otherClinicianSameOrg]
        return self == other || (clinicians.contains(self) && clinicians.contains(other))
    }
}
