public import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesStorage

extension NoteVault {
    /// Verifies everything that is stored: that every value is what was written there last, that nothing is missing
    /// and nothing was added.
    ///
    /// It needs the practice's ordinary keys alone. Notes in ordinary custody are opened, in memory, and forgotten;
    /// those in granted custody are checked by hashes and signatures. The vault may be in use meanwhile.
    ///
    /// The records' keys, values and index entries are all looked at. What it cannot see:
    /// - That the last entries which are pending in the audit log were dropped, if they tell of reads and refusals
    ///   alone: they are durable, but nothing vouches for them yet. An entry of a write is missed by its receipt.
    /// - That an expired receipt was removed, which the vault itself does eight days later.
    /// - A wrong count of how often a record was written, where that count follows from nothing: those of aggregates,
    ///   key slots, directory pages, note keys, segments, audit tiles, the checkpoint, identities and the practice's own record.
    /// - Rows of other practices in the same store, and whatever a database keeps beside the records, such as its schema.
    ///
    /// - Parameters:
    ///   - deadline: When to give up; each step has the vault's timeout besides.
    ///   - state: What an earlier verification left that broke off (``VerificationProgress/state``): owners that it found as they should
    ///     be are not looked at again. The audit log, the receipts and the index are.
    ///   - tell: Who is told how far it is, after each owner.
    /// - Returns: What was found; a damaged store is a finding, not an error.
    /// - Throws: ``NotesError`` if the store, the key service or the anchor does not answer, `timedOut` at the deadline, `invalidInput`
    ///   for a state that is another practice's, was changed or is older than a day.
    public func verify(
        by deadline: Deadline = .never,
        goingOnFrom state: [UInt8]? = nil,
        telling tell: (@Sendable (VerificationProgress) -> Void)? = nil
    ) async throws(NotesError) -> StoreReport {
        try await CallTime.limited(to: deadline) { () async throws(NotesError) in
            let keys = try await core.tenantKeys()
            var earlier: VerifiedOwners?
            if let state { earlier = try VerifiedOwners(state, keys: keys, now: core.now) }
            var verifier = StoreVerifier(core, keys, goingOnFrom: earlier, telling: tell)
            return try await verifier.verify()
        }
    }

    /// Verifies a store without opening it: also one that is behind its anchor, which cannot be opened.
    ///
    /// As ``verify(by:goingOnFrom:telling:)``; nothing is handed out and nothing is written.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - keys: The key service.
    ///   - anchor: What vouches for the newest state.
    ///   - tenant: Which practice; if not told, the only one that store and key service agree on.
    ///   - environment: Time and chance.
    ///   - timeout: How long each step may take, whatever store, key service and anchor do.
    ///   - state: What an earlier verification left that broke off.
    ///   - tell: Who is told how far it is.
    /// - Returns: What was found.
    /// - Throws: ``NotesError`` if there is no practice, or if the store, the key service or the anchor does not answer.
    public static func verify(
        store: any NoteStore,
        keys: any KeyService,
        anchor: any Anchor,
        tenant: TenantID? = nil,
        environment: VaultEnvironment = .system,
        timeout: Duration = .seconds(30),
        goingOnFrom state: [UInt8]? = nil,
        telling tell: (@Sendable (VerificationProgress) -> Void)? = nil
    ) async throws(NotesError) -> StoreReport {
        let core = try await VaultOpening(
            lookingAt: store,
            keys: keys,
            anchor: anchor,
            tenant: tenant,
            environment: environment,
            timeout: timeout
        ).unchecked()
        // What the anchor's journal knows of owners is part of what is verified.
        try await core.journal.load(core)
        return try await NoteVault(core: core).verify(goingOnFrom: state, telling: tell)
    }
}
