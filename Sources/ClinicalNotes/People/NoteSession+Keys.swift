public import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// That this principal was enrolled anew under other keys, as long as it was not acknowledged: show it at once.
    ///
    /// Whoever did not ask for it has lost what others sealed to the new keys since, and tells the practice.
    public var replacedKeys: KeyReplacement? {
        state.current.enrolment.replacement.flatMap { $0.isAcknowledged ? nil : $0 }
    }

    /// Says that this principal knows of the keys that took the place of others.
    ///
    /// - Parameters:
    ///   - key: The key that was shown, ``KeyReplacement/current``.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `notFound` if no keys were replaced, `keysChanged` if others stand by now.
    public func acknowledgeReplacedKeys(_ key: KeyID, idempotencyKey: IdempotencyKey) async throws {
        try await change("acknowledge-keys", key, of: principal, idempotencyKey) { $0.isAcknowledged = true }
    }

    /// The keys of somebody that took the place of others and that this principal has not confirmed; for the practice's own staff.
    ///
    /// - Parameter reader: Whose keys.
    /// - Returns: What took place, or `nil` if there is nothing to confirm.
    /// - Throws: ``VaultError``.
    public func unconfirmedKeys(of reader: PrincipalID) async throws(VaultError) -> KeyReplacement? {
        guard isInHouse else { return nil }
        return try await core.inTime { () async throws(VaultError) in
            let replacement = try await core.certifiedEnrolment(of: reader)?.replacement
            return replacement.flatMap { $0.confirmedBy.contains(principal) ? nil : $0 }
        }
    }

    /// Confirms that a key under which somebody was enrolled anew is that person's: once, before anything is sealed to it.
    ///
    /// Ask the person first, in another way than through the system, for the name of their own key.
    ///
    /// - Parameters:
    ///   - key: The key that the person named.
    ///   - reader: Whose key.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `notFound` for somebody whose keys were not replaced and for anybody but the practice's own
    ///   staff, `keysChanged` if another key stands.
    public func confirmKeys(_ key: KeyID, of reader: PrincipalID, idempotencyKey: IdempotencyKey) async throws
    {
        guard reader != principal else { throw VaultError(.invalidInput, at: "reader") }
        try await change("confirm-keys", key, of: reader, idempotencyKey) { [principal] replacement in
            if !replacement.confirmedBy.contains(principal) { replacement.confirmedBy.append(principal) }
        }
    }

    private var isInHouse: Bool { state.current.enrolment.standing.organization == core.organization }

    private func change(
        _ name: String,
        _ key: KeyID,
        of reader: PrincipalID,
        _ idempotencyKey: IdempotencyKey,
        _ body: @escaping (inout KeyReplacement) -> Void
    ) async throws {
        let request = WriteRequest(principal, idempotencyKey, name) { writer in
            writer.identifier(reader)
            writer.bytes16(key.bytes)
        }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let now = transaction.now
            guard session.isInHouse || reader == principal,
                let view = try await core.editableView(reader.owner),
                var replacement = view.aggregate.enrolment?.replacement
            else {
                try await session.refuse(nil, .enroll, .wholeRecord(of: PatientID(reader.bytes)), at: now)
            }
            guard replacement.current == key, view.aggregate.enrolment?.keys?.box.id == key else {
                throw VaultError(.keysChanged, at: "key")
            }
            body(&replacement)
            transaction.edit(view)
            try transaction.change(reader.owner) { [replacement] (editor) throws(CryptoError) in
                editor.aggregate.enrolment?.replacement = replacement
                editor.raisesEpoch = true
                try editor.fileEnrolment()
            }
            if reader != principal { transaction.expect(session.state.current.guardExpectation) }
            transaction.record(reader.owner) { change, epoch in
                session.entry(.enrolment, .enroll, owner: reader.owner, epoch: epoch, change: change, at: now)
            }
            return []
        }
        try await refreshStanding()
    }
}
