internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Confirms that this principal wrote a note of which somebody else said so: who imported it, or a co-author.
    ///
    /// Until then a co-author has no originator's rights, and an imported note is told as attested by who imported it. To sign
    /// an imported note's next revision confirms it too.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `notFound` where nobody said that this principal wrote the note, or the principal confirmed
    ///   it before.
    public func confirmAuthorship(of note: NoteID, idempotencyKey: IdempotencyKey) async throws {
        let request = WriteRequest(principal, idempotencyKey, "confirm-authorship") { $0.noteID(note) }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let now = transaction.now
            guard let loaded = try await core.loadForChange(note),
                loaded.header.awaitsConfirmation(by: principal)
            else { try await session.refuse(nil, .attest, note, at: now) }
            let decision = try await session.requireAttestation(
                PaperFacts(benefits: .known(true), filedBySelf: .known(false)),
                loaded.header,
                note,
                loaded.view.aggregate,
                at: now
            )
            var header = loaded.header
            header.confirmAuthorship(by: principal)
            transaction.edit(loaded.view)
            try transaction.change(note.owner) { [header] (editor) throws(CryptoError) in
                try editor.file(header, as: note.record)
                editor.raisesEpoch = true
            }
            transaction.expect(session.state.current.guardExpectation)
            transaction.record(note.owner) { change, epoch in
                session.entry(
                    .decision,
                    .attest,
                    owner: note.owner,
                    record: note.record,
                    revision: loaded.header.revision,
                    decision: decision,
                    epoch: epoch,
                    change: change,
                    at: now
                )
            }
            return []
        }
    }

    /// Decides whether this principal may say who wrote a note.
    func requireAttestation(
        _ paper: PaperFacts,
        _ header: NoteHeader,
        _ note: NoteID,
        _ owner: OwnerAggregate,
        at now: Instant
    ) async throws -> Decision {
        let facts = await factsOfPrincipal(header.subjects, at: now)
        var request = AccessCase(principal: facts, owner: owner, now: now)
            .request(.attest, on: header, of: note)
        request.paper = .known(paper)
        let decision = core.policy.decide(request)
        guard decision.effect == .permit else { try await refuse(nil, .attest, note, at: now) }
        return decision
    }
}
