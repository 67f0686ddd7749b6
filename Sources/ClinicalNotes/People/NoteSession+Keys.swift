internal import ClinicalNotesCrypto
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
    /// - Parameter idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `notFound` if no keys were replaced.
    public func acknowledgeReplacedKeys(idempotencyKey: IdempotencyKey) async throws {
        try await change("acknowledge-keys", of: principal, idempotencyKey) { $0.isAcknowledged = true }
    }

    /// Confirms that the keys under which somebody was enrolled anew are that person's: once, before anything is sealed to them.
    ///
    /// Ask the person first, in another way than through the system.
    ///
    /// - Parameters:
    ///   - reader: Whose keys.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `notFound` for somebody whose keys were not replaced.
    public func confirmKeys(of reader: PrincipalID, idempotencyKey: IdempotencyKey) async throws {
        guard reader != principal else { throw VaultError(.invalidInput, at: "reader") }
        try await change("confirm-keys", of: reader, idempotencyKey) { [principal] replacement in
            if !replacement.confirmedBy.contains(principal) { replacement.confirmedBy.append(principal) }
        }
    }

    private func change(
        _ name: String,
        of reader: PrincipalID,
        _ idempotencyKey: IdempotencyKey,
        _ body: @escaping (inout KeyReplacement) -> Void
    ) async throws {
        let request = WriteRequest(principal, idempotencyKey, name) { $0.identifier(reader) }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let now = transaction.now
            guard let view = try await core.editableView(reader.owner),
                var replacement = view.aggregate.enrolment?.replacement
            else {
                try await session.refuse(nil, .enroll, .wholeRecord(of: PatientID(reader.bytes)), at: now)
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
