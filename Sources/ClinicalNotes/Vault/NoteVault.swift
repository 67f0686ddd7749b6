public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesPolicy
public import ClinicalNotesStorage

/// A practice's notes: sealed, separated, decided, audited.
///
/// A vault holds nothing but references; it may be copied and used from any task. Open one for each practice, and
/// close it when done, so that what is only counted or pending is written.
///
/// ```swift
/// let vault = try await NoteVault.open(
///     store: SQLiteNoteStore(path: storeFile),
///     keys: LocalKeyService(file: keyFile, passphrase: passphrase),
///     policy: .unitedStates,
///     relationships: practiceDirectory,
///     anchor: FileAnchor(path: anchorFile)
/// )
/// ```
public struct NoteVault: Sendable {
    let core: VaultCore

    /// The practice.
    public var tenant: TenantID { core.tenant }
    /// The organization that holds the notes.
    public var organization: OrganizationID { core.organization }
    /// The public key that signs heads and checkpoints: keep it to verify the store offline.
    public var instanceKey: SigningPublicKey { core.keyring.record.instance }

    /// The key by which enrollments are certified.
    public var authorityKey: SigningPublicKey { core.keyring.record.authority }
    /// How far that key is out of reach of this process.
    public var authorityGrade: AuthorityGrade {
        core.keyring.record.lockedAuthority == nil ? .outside : .local
    }

    /// Founds a practice and opens it, once: every later run opens it with `open`.
    ///
    /// A founding that broke off is gone on with when the call is repeated; nothing is ever founded twice.
    ///
    /// - Parameters:
    ///   - store: Where sealed records will be kept.
    ///   - waived: What the store need not promise. Only tests, previews and demonstrations do without `.durable`: a loss of power
    ///     takes back what was told as written, and the vault then takes the store for one that somebody put back.
    ///   - keys: The key service.
    ///   - policy: The law of the practice's jurisdiction.
    ///   - relationships: The host's answers about people; `.smallPractice` where every clinician treats every patient.
    ///   - anchor: What will vouch for the newest state outside the store; it begins here.
    ///   - authority: The public key of an `EnrollmentAuthority` outside, which certifies whose keys are whose; if `nil` the
    ///     practice has a local one, whose key every process that opens the practice holds.
    ///   - templates: The templates of the notes that are written here.
    ///   - tenant: The practice's name, in a store that serves several; random if not told.
    ///   - organization: The holder's own identifier; random if not told.
    ///   - jurisdiction: Which rule set decides.
    ///   - isCorrectional: Whether the practice is a correctional institution or acts under the direction of one, 45 CFR
    ///     164.524(a)(2)(ii).
    ///   - environment: Time and chance.
    ///   - timeout: How long a call may take, whatever store, key service, anchor or relationships do; then it throws
    ///     `timedOut`, or `outcomeUnknown` if it may have been written. Calls that go through the whole store
    ///     (`verify`, `importRecords`) may take as long for each step.
    /// - Returns: The vault.
    /// - Throws: ``NotesError``: `alreadyFounded` where the store has rows of the practice, or the key service or the anchor
    ///   knows it, `storeUnusable` for a store that lacks a capability or was written for another contract, and others.
    public static func found(
        store: any NoteStore,
        waiving waived: StoreCapabilities = [],
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor = NoAnchor(),
        authority: SigningPublicKey? = nil,
        templates: TemplateRegistry = .standard,
        tenant: TenantID? = nil,
        organization: OrganizationID? = nil,
        jurisdiction: Jurisdiction = .unitedStates,
        isCorrectional: Bool = false,
        environment: VaultEnvironment = .system,
        timeout: Duration = .seconds(30)
    ) async throws(NotesError) -> NoteVault {
        try await VaultOpening(
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
        ).found(organization)
    }

    /// Opens the practice that a store holds; founds none.
    ///
    /// A store that is older than what the anchor remembers is refused. An anchor that is missing or damaged does not
    /// refuse it: look at ``health`` once the vault is open.
    ///
    /// - Parameters:
    ///   - store: Where sealed records are kept.
    ///   - waived: What the store need not promise. Only tests, previews and demonstrations do without `.durable`: a loss of power
    ///     takes back what was told as written, and the vault then takes the store for one that somebody put back.
    ///   - keys: The key service.
    ///   - policy: The law of the practice's jurisdiction.
    ///   - relationships: The host's answers about people; `.smallPractice` where every clinician treats every patient.
    ///   - anchor: What vouches for the newest state outside the store; without one, a store that was put back to an
    ///     older state as a whole is not noticed, and reports say `unanchored`.
    ///   - authority: The key that must be the practice's authority's; pin it where the authority is outside.
    ///   - templates: The templates of the notes that are written here.
    ///   - tenant: Which practice; if not told, the only one that store and key service agree on.
    ///   - jurisdiction: Which rule set decides.
    ///   - isCorrectional: Whether the practice is a correctional institution or acts under the direction of one, 45 CFR
    ///     164.524(a)(2)(ii).
    ///   - environment: Time and chance.
    ///   - timeout: How long a call may take, this one and each of the vault's, as when it was founded.
    /// - Returns: The vault.
    /// - Throws: ``NotesError``: `unfounded`, `tenantRequired`, `foreignPractice` or `practiceMissing` where there is no such
    ///   practice, `behindAnchor` for a store that is older than its anchor, `foreignAuthority` for another authority than the pinned one, `storeUnusable` for a store that lacks a capability or was written for another contract, `wrongPassphrase`, `newerStore`, and others.
    public static func open(
        store: any NoteStore,
        waiving waived: StoreCapabilities = [],
        keys: any KeyService,
        policy: Policy,
        relationships: any Relationships,
        anchor: any Anchor = NoAnchor(),
        authority: SigningPublicKey? = nil,
        templates: TemplateRegistry = .standard,
        tenant: TenantID? = nil,
        jurisdiction: Jurisdiction = .unitedStates,
        isCorrectional: Bool = false,
        environment: VaultEnvironment = .system,
        timeout: Duration = .seconds(30)
    ) async throws(NotesError) -> NoteVault {
        try await VaultOpening(
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
        ).open()
    }

    /// Opens a session for an enrolled principal.
    ///
    /// - Parameters:
    ///   - principal: Who acts.
    ///   - purpose: For which purpose; a patient's own is a request.
    ///   - role: In which role; the certified one, if not told. A treating clinician may act as originator or as another
    ///     clinician of the organization; nobody else acts in another role than the certified one.
    ///   - keyring: The principal's own keys, unlocked; needed to write, to sign and to open granted compartments.
    ///   - circumstances: What is declared about the occasion.
    /// - Returns: The session.
    /// - Throws: ``NotesError`` with `notEnrolled`, `keyringRequired` for a keyring that is not the certified one, or
    ///   `invalidInput` for a role that is not the principal's.
    public func session(
        for principal: PrincipalID,
        purpose: PurposeOfUse = .patientRequest,
        as role: PrincipalRole? = nil,
        unlocking keyring: Keyring? = nil,
        declaring circumstances: Circumstances = .ordinary
    ) async throws(NotesError) -> NoteSession {
        try await core.inTime {
            try await core.session(
                for: principal,
                purpose: purpose,
                as: role,
                unlocking: keyring,
                declaring: circumstances
            )
        }
    }

    /// Makes all durable audit entries tamper-evident, and anchors them; removes receipts that are long expired, and
    /// attachments that nobody went on with for seven days.
    ///
    /// - Throws: ``NotesError``: `anchorUnavailable` if the anchor is missing or damaged; the entries are tamper-evident
    ///   then, and not anchored.
    public func checkpoint() async throws(NotesError) {
        try await core.inTime {
            // Nothing is recorded while the log is behind its anchor; whether it is any more is seen first.
            if core.health.isLogBehind { try await core.integrate() }
            try await core.refusals.flush(core)
            try await core.integrate()
            await core.sweepReceipts()
            await core.sweepUploads()
            guard ![.missing, .unreadable].contains(health.anchor) else {
                throw NotesError(.anchorUnavailable, at: "anchor")
            }
        }
    }

    /// Writes what is pending, forgets all keys and closes the store, also when writing fails.
    ///
    /// Writing has half of the vault's timeout, so that closing takes less than two times of it.
    ///
    /// - Throws: ``NotesError``.
    public func close() async throws(NotesError) {
        var failure: NotesError?
        do throws(NotesError) {
            try await CallTime.within(core.timeout / 2) { () async throws(NotesError) in
                try await checkpoint()
            }
        } catch {
            failure = error
        }
        core.keyring.lock()
        core.caches.removeAll()
        core.health.close()
        do throws(StorageError) {
            try await core.store.close()
        } catch {
            failure = failure ?? NotesError(error)
        }
        if let failure { throw failure }
    }
}

extension VaultCore {
    /// A session for an enrolled principal, whom the host signed in as that or as another id of the same human.
    func session(
        for principal: PrincipalID,
        purpose: PurposeOfUse,
        as role: PrincipalRole?,
        unlocking keyring: Keyring?,
        declaring circumstances: Circumstances,
        signedInAs other: PrincipalID? = nil
    ) async throws(NotesError) -> NoteSession {
        let snapshot = try await snapshot(of: principal, signedInAs: other)
        let certified = snapshot.enrollment.affiliation.role
        guard certified.mayAct(as: role ?? certified) else { throw NotesError(.invalidInput, at: "role") }
        if let keyring {
            guard keyring.principal == principal, keyring.publicKeys == snapshot.enrollment.keys else {
                throw NotesError(.keyringRequired, at: "unlocking")
            }
        }
        return NoteSession(
            core: self,
            state: SessionState(snapshot, keyring: keyring, signedInAs: other),
            principal: principal,
            purpose: purpose,
            role: role ?? certified,
            circumstances: circumstances
        )
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
