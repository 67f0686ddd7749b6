public import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// That this principal was enrolled anew under other keys, as long as it was not acknowledged: show it at once.
    ///
    /// Whoever did not ask for it has lost what others sealed to the new keys since, and tells the practice.
    public var replacedKeys: KeyReplacement? {
        state.current.enrollment.replacement.flatMap { $0.isAcknowledged ? nil : $0 }
    }

    /// Says that this principal knows of the keys that took the place of others.
    ///
    /// - Parameters:
    ///   - key: The key that was shown, ``KeyReplacement/current``.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` if no keys were replaced, `keysChanged` if others stand by now.
    public func acknowledgeReplacedKeys(_ key: KeyID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await change("acknowledge-keys", key, of: principal, idempotencyKey) { $0.isAcknowledged = true }
    }

    /// The keys of somebody that took the place of others and that this principal has not confirmed; for the practice's own staff,
    /// and of patients for their care team.
    ///
    /// - Parameter reader: Whose keys.
    /// - Returns: What took place, or `nil` if there is nothing to confirm.
    /// - Throws: ``NotesError``.
    public func unconfirmedKeys(of reader: PrincipalID) async throws(NotesError) -> KeyReplacement? {
        try await core.inTime {
            let replacement = try await replacement(of: reader)
            return replacement.flatMap { $0.confirmedBy.contains(principal) ? nil : $0 }
        }
    }

    /// That somebody's keys took the place of others, if this principal may know of it; whoever may not takes the same steps.
    private func replacement(of reader: PrincipalID) async throws(NotesError) -> KeyReplacement? {
        let caresFor = await relationships.careTeam(of: reader.patient, includes: principal, at: core.now)
        let enrollment = try await core.certifiedEnrollment(of: reader)
        let isStaff = enrollment.map { $0.affiliation.role != .patient } ?? false
        guard reader == principal || isInHouse && (isStaff || caresFor == .known(true)) else { return nil }
        return enrollment?.replacement
    }

    /// Confirms that a key under which somebody was enrolled anew is that person's: once, before anything is sealed to it.
    ///
    /// Ask the person first, in another way than through the system, for the name of their own key.
    ///
    /// - Parameters:
    ///   - key: The key that the person named.
    ///   - reader: Whose key.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for somebody whose keys were not replaced and for anybody but the practice's own
    ///   staff, `keysChanged` if another key stands.
    public func confirmKeys(_ key: KeyID, of reader: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        guard reader != principal else { throw NotesError(.invalidInput, at: "reader") }
        try await change("confirm-keys", key, of: reader, idempotencyKey) { [principal] replacement in
            if !replacement.confirmedBy.contains(principal) { replacement.confirmedBy.append(principal) }
        }
    }

    /// Brings keys of this principal's own, such as after a forgotten passphrase; they open nothing until somebody else certifies
    /// them.
    ///
    /// - Parameters:
    ///   - keys: The public keys of the new keyring; they take the place of any that were brought before.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` at `keys` for keys whose secrets nobody can hold alone.
    public func bringKeys(_ keys: PublicKeys, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        guard keys.areUsable else { throw NotesError(.invalidInput, at: "keys") }
        _ = try await Registrar(core, for: self).write(
            .enrollment,
            "bring-keys",
            idempotencyKey,
            {
                $0.raw(keys.box.bytes)
                $0.raw(keys.signing.bytes)
            },
            asking: .bring
        ) { transaction in
            try await core.edit(principal.owner, in: &transaction, at: "principal")
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.enrollment?.brought = keys
                editor.raisesEpoch = true
                try editor.fileEnrollment()
            }
            return (principal.owner, [])
        }
        try await refreshSnapshot()
    }

    /// The keys that somebody brought and nobody certified yet; for staff who keep the practice's papers.
    ///
    /// - Parameter holder: Who brought them.
    /// - Returns: The name of the box key, to be compared with what the person says, or `nil` if there are none.
    /// - Throws: ``NotesError``.
    public func broughtKeys(of holder: PrincipalID) async throws(NotesError) -> KeyID? {
        try await inspect(enrollmentOf: holder, asking: .certify(holder)) { $0?.enrollment?.brought?.box.id }
    }

    /// Certifies keys that somebody brought: they take the place of any other keys of that person's, who sees it.
    ///
    /// Ask the person first, in another way than through the system, for the name of their own key. What was sealed to the
    /// keys before is not sealed to these; whoever grants to them confirms them once, ``confirmKeys(_:of:idempotencyKey:)``.
    ///
    /// - Parameters:
    ///   - key: The box key that the person named.
    ///   - holder: Who brought it.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` for somebody who brought none, `keysChanged` if another key was brought
    ///   meanwhile, `invalidInput` at `keys` for keys that are somebody else's, `authorityOutside` where the practice cannot certify.
    public func certifyKeys(_ key: KeyID, of holder: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        guard holder != principal else { throw NotesError(.invalidInput, at: "holder") }
        try await Registrar(core, for: self).certify(key, of: holder, idempotencyKey)
    }

    /// Takes over keys of somebody enrolled that the authority outside certified.
    ///
    /// - Parameters:
    ///   - certificate: The authority's certificate.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` for somebody who is not enrolled, `invalidInput` at `certificate` for one
    ///   that is not the authority's, of another practice or role, revoked, or not newer than the one before.
    public func certifyKeys(
        certified certificate: SignedEnrollment,
        idempotencyKey: IdempotencyKey = .fresh()
    )
        async throws(NotesError)
    {
        try await Registrar(core, for: self).certify(certificate, idempotencyKey)
    }

    private func change(
        _ name: String,
        _ key: KeyID,
        of reader: PrincipalID,
        _ idempotencyKey: IdempotencyKey,
        _ body: @escaping (inout KeyReplacement) -> Void
    ) async throws(NotesError) {
        let request = WriteRequest(principal, idempotencyKey, name) { writer in
            writer.identifier(reader)
            writer.bytes16(key.bytes)
        }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let now = transaction.now
            // More is fetched only where there is something to confirm.
            guard try await session.replacement(of: reader) != nil,
                let view = try await core.editableView(reader.owner),
                var replacement = view.aggregate.enrollment?.replacement
            else {
                throw session.denial(nil, .enroll, .wholeRecord(of: reader.patient), at: now)
            }
            guard replacement.current == key, view.aggregate.enrollment?.keys?.box.id == key else {
                throw NotesError(.keysChanged, at: "key")
            }
            body(&replacement)
            transaction.edit(view)
            try transaction.change(reader.owner) { [replacement] (editor) throws(CryptoError) in
                editor.aggregate.enrollment?.replacement = replacement
                editor.raisesEpoch = true
                try editor.fileEnrollment()
            }
            if reader != principal { transaction.expect(session.state.current.guardExpectation) }
            transaction.record(session.entry(.enrollment, .enroll, on: .owner(reader.owner), at: now))
            return []
        }
        try await refreshSnapshot()
    }
}
