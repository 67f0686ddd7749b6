internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Puts a directive on record for each of its subjects, and under each of their groups.
    ///
    /// Who gains by a paper never lets themselves in with it: it is *unconfirmed* then, and opens nothing until somebody else
    /// calls ``confirm(_:of:idempotencyKey:)``. What only keeps somebody out never waits. A defective document is kept as it is,
    /// and permits nothing: ask it for its defects before. When this returns, every affected epoch is raised.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The directive.
    /// - Throws: ``NotesError`` with `refused` for somebody who may not file such a paper, `invalidInput` for a document without
    ///   subjects, `notFound` for a subject who is not on record.
    public func record(
        _ document: DirectiveDocument,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> DirectiveID {
        let subjects = document.subjects.sorted()
        guard !subjects.isEmpty else { throw NotesError(.invalidInput, at: "document.subjects") }
        let request = WriteRequest(principal, idempotencyKey, "directive") { document.encode(into: &$0) }
        let receipt = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let selves = try await session.selves(for: .recordDirective, among: document)
            let decisions = try await session.require(
                .recordDirective,
                { _ in PaperFacts(recording: document, by: session, or: selves) },
                of: subjects,
                in: &transaction
            )
            let waits = decisions.values.contains { $0.obligations.contains(.awaitConfirmation) }
            let directive = Directive(
                id: DirectiveID(core.environment.entropy.bytes16()),
                document: document,
                recordedBy: principal,
                recordedAt: transaction.now,
                standing: waits ? .unconfirmed : .inForce
            )
            try await session.file(directive, .recordDirective, decisions, in: &transaction)
            return directive.id.bytes.bytes
        }
        let directive: DirectiveID = try Receipt.identifier(in: receipt)
        if document.keepsOut { try await core.keep(.directive(directive, of: subjects[0])) }
        return directive
    }

    /// Confirms a directive that waits: from then on it is in force, as far as it is complete.
    ///
    /// That is for somebody who neither put it on record nor gains by it: others of the practice's staff who keep its papers, or
    /// the patient.
    ///
    /// - Parameters:
    ///   - directive: The directive.
    ///   - patient: One of its subjects.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for a directive that this patient does not have,
    ///   `invalidTransition` for one that does not wait.
    public func confirm(
        _ directive: DirectiveID,
        of patient: PatientID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await change(directive, of: patient, .confirmDirective, "confirm", idempotencyKey) {
            filed,
            now throws(NotesError) in
            guard filed.awaitsConfirmation(at: now) else {
                throw NotesError(.invalidTransition, at: "directive")
            }
            return filed.confirmed(Confirmation(by: principal, at: now))
        }
    }

    /// Confirms a directive of one's own that waits, in a practice that declared to have one person,
    /// ``NoteVault/declareSolo(_:by:)``.
    ///
    /// The patient can confirm it too, and no explanation then names a practice of one for it.
    ///
    /// - Parameters:
    ///   - directive: The directive.
    ///   - patient: One of its subjects.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: As ``confirm(_:of:idempotencyKey:)``; ``NotesError`` with `notSolo` where somebody else can confirm it.
    public func confirmAlone(
        _ directive: DirectiveID,
        of patient: PatientID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await change(
            directive,
            of: patient,
            .recordDirective,
            "confirm-alone",
            idempotencyKey,
            isAlone: true,
            to: { filed, now throws(NotesError) in
                guard filed.awaitsConfirmation(at: now) else {
                    throw NotesError(.invalidTransition, at: "directive")
                }
                return filed.confirmed(Confirmation(by: principal, at: now, alone: true))
            }
        )
    }

    /// Revokes a directive.
    ///
    /// When this returns, no read that rests on it is recorded any more, and the keys granted
    /// under it are ended. What was read stays read.
    ///
    /// - Parameters:
    ///   - directive: The directive.
    ///   - patient: One of its subjects.
    ///   - inWriting: Whether it was revoked in writing, 45 CFR 164.508(b)(5); an oral revocation is honored too.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for a directive that this patient does not have.
    public func revoke(
        _ directive: DirectiveID,
        of patient: PatientID,
        inWriting: Bool = true,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await change(
            directive,
            of: patient,
            .revokeDirective,
            "revoke",
            idempotencyKey,
            { $0.flag(inWriting) },
            to: { filed, now in
                filed.revoked(Revocation(at: now, inWriting: inWriting, recordedBy: principal))
            }
        )
    }

    /// Files a directive anew; one that permits no more ends the keys granted under it.
    private func change(
        _ directive: DirectiveID,
        of patient: PatientID,
        _ action: NoteAction,
        _ name: String,
        _ idempotencyKey: IdempotencyKey,
        _ describe: (inout ByteWriter) -> Void = { _ in },
        isAlone: Bool = false,
        to body: (Directive, Instant) throws(NotesError) -> Directive
    ) async throws(NotesError) {
        let request = WriteRequest(principal, idempotencyKey, name) { writer in
            writer.identifier(directive)
            writer.identifier(patient)
            describe(&writer)
        }
        _ = try await core.write(request, by: self) { transaction in
            let session = pinned()
            let view = try await core.view([patient.owner: []]).owners[patient.owner]?.ifRecord(of: patient)
            let filed = view?.aggregate.papers.first { $0.id == directive }
            // What puts a paper in force is decided for everybody whom it is about; a revocation by any of them counts.
            let others =
                action != .revokeDirective ? filed.map { $0.subjects.subtracting([patient]) } ?? [] : []
            func decide(_ selves: Selves) async throws -> [OwnerID: Decision] {
                let paper = filed.map { PaperFacts(action, $0, by: session, or: selves) } ?? .nobodys
                return try await session.require(
                    action,
                    { _ in paper },
                    listed: filed.map { PaperFacts(.listDirectives, $0, by: session, or: .none) } ?? .nobodys,
                    of: [patient] + others.sorted(),
                    in: &transaction
                )
            }
            var decisions = try await decide(.none)
            guard let view, let filed else { throw NotesError(.notFound, at: "directive") }
            // Whom the paper names is looked up for nobody who may not do this with it anyway.
            let selves = try await session.selves(
                for: action,
                among: filed.document,
                filedBy: filed.recordedBy
            )
            if !selves.isEmpty { decisions = try await decide(selves) }
            transaction.expect(view.guardExpectation)
            if isAlone { try await core.requireSolo(of: principal, in: &transaction) }
            let changed = try body(filed, transaction.now)
            let logged = isAlone ? .confirmDirective : action
            try await session.file(changed, logged, decisions, in: &transaction)
            guard action == .revokeDirective else { return [] }
            for owner in transaction.editors.keys.sorted() {
                try transaction.change(owner) { (editor) throws(CryptoError) in
                    try editor.endGrants { $0.directive == directive }
                }
            }
            return []
        }
        if action == .revokeDirective { try await core.keep(.directive(directive, of: patient)) }
    }

    /// Records that the event a document was good until has occurred, 45 CFR 164.508(b)(2)(i) and 42 CFR 2.31(c)(1).
    ///
    /// As with a revocation: when this returns, no read that rests on the directive is recorded any more, and the keys
    /// granted under it are ended.
    ///
    /// - Parameters:
    ///   - directive: An authorization or consent that is good until an event.
    ///   - patient: One of its subjects.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` for a directive that this patient does not have,
    ///   `invalidInput` for one that is not good until an event.
    public func recordExpiryEvent(
        of directive: DirectiveID,
        of patient: PatientID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await change(directive, of: patient, .revokeDirective, "expiry-event", idempotencyKey) {
            filed,
            now throws(NotesError) in
            guard filed.document.expiryEvent != nil else { throw NotesError(.invalidInput, at: "directive") }
            return filed.ended(at: now)
        }
    }

    /// The directives on record for a patient that the principal may know of.
    ///
    /// The patient, who stands in the patient's place and who keeps the practice's papers get all of them; others those that the
    /// policy lets them see. Ids of single notes that the principal may not know of are left out.
    ///
    /// - Parameter patient: The patient.
    /// - Returns: The directives.
    /// - Throws: ``NotesError`` with `notFound` where there is nothing that may be known of.
    public func directives(of patient: PatientID) async throws(NotesError) -> [Directive] {
        try await handOut { session, now in
            let view = try await core.view([patient.owner: []]).owners[patient.owner]?.ifRecord(of: patient)
            let filed = view?.aggregate.papers ?? []
            let decided = await session.decide(
                .listDirectives,
                [nil] + filed.map { PaperFacts(.listDirectives, $0, by: session, or: .none) },
                of: patient,
                view?.aggregate ?? OwnerAggregate(fresh: core.environment.entropy),
                at: now
            )
            let known = zip(filed, decided.dropFirst()).filter { $0.1.effect == .permit }.map(\.0)
            guard let view, decided[0].effect == .permit || !known.isEmpty else {
                throw session.denial(nil, .listDirectives, .wholeRecord(of: patient), at: now)
            }
            let named = Set(known.flatMap { $0.document.notes ?? [] })
            let notes = try await session.known(named.sorted(), as: readingAction, at: now)
            let target = AuditTarget.owner(patient.owner, epoch: view.epoch)
            return Unrecorded(
                known.map { isOwn($0, patient) ? $0 : $0.naming(only: notes) },
                guards: [view.guardExpectation],
                recordedBy: session.entry(
                    .directive,
                    .listDirectives,
                    on: target,
                    decision: decided[0],
                    at: now
                )
            )
        }
    }

    /// Whether the principal knows what a paper names: it is about the principal, or the principal filed it.
    private func isOwn(_ paper: Directive, _ patient: PatientID) -> Bool {
        isPatient(patient) || paper.recordedBy == principal
    }

    /// Files a directive under every subject and every group of theirs.
    private func file(
        _ directive: Directive,
        _ action: NoteAction,
        _ decisions: [OwnerID: Decision],
        in transaction: inout Transaction
    ) async throws {
        for patient in directive.document.subjects.sorted() {
            try await core.edit(patient.owner, in: &transaction, at: "document.subjects")
            for group in transaction.editors[patient.owner]?.aggregate.groups ?? [] {
                try await core.edit(group, in: &transaction)
            }
        }
        transaction.expect(state.current.guardExpectation)
        let now = transaction.now
        let first = decisions.min { $0.key < $1.key }?.value
        for owner in transaction.editors.keys.sorted() {
            let decision = decisions[owner] ?? first
            try transaction.change(owner) { (editor) throws(CryptoError) in try editor.store(directive) }
            transaction.record(entry(.directive, action, on: .owner(owner), decision: decision, at: now))
        }
    }
}

extension NoteID {
    /// What is recorded where a patient's record as a whole was asked about.
    static func wholeRecord(of patient: PatientID) -> NoteID {
        NoteID(owner: patient.owner, record: RecordID(.zero))
    }
}
