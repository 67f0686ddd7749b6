internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Opens a note.
    ///
    /// Decides, opens in memory only the fields that the decision lists, makes the audit entry durable while
    /// nothing that was decided on has changed, and only then hands the note out.
    ///
    /// - Parameter note: The note.
    /// - Returns: The note, as this principal may see it for this purpose.
    /// - Throws: ``Refusal`` where a denial is told openly; ``VaultError`` with `notFound` where the note does not
    ///   exist or is not to be known of, `keyMissing` where nobody granted the key, and others.
    public func read(_ note: NoteID) async throws -> OpenedNote {
        try await open(note, as: readingAction)
    }

    /// Opens a note to give a copy of it away.
    ///
    /// - Parameter note: The note.
    /// - Returns: The note, with the obligations that travel along.
    /// - Throws: As `read`.
    public func export(_ note: NoteID) async throws -> OpenedNote {
        try await open(note, as: .export)
    }

    /// Opens several notes, with one commit for all audit entries.
    ///
    /// - Parameter notes: The notes.
    /// - Returns: Those that this principal may see; the others are left out, as if they did not exist.
    /// - Throws: ``VaultError``.
    public func read(_ notes: [NoteID]) async throws -> [NoteID: OpenedNote] {
        try await core.inTime {
            let result = try await open(notes, as: readingAction)
            for note in notes where result.opened[note] == nil {
                try await recordRefusal(
                    result.denied[note] ?? result.blocked[note],
                    readingAction,
                    note,
                    bringing: result.blocked[note]?.openDuties(circumstances.discharged),
                    revision: result.revisions[note] ?? 0,
                    epoch: 0,
                    at: core.now
                )
            }
            return result.opened
        }
    }

    func open(_ note: NoteID, as action: NoteAction) async throws -> OpenedNote {
        try await core.inTime {
            let result = try await open([note], as: action)
            if let opened = result.opened[note] { return opened }
            if result.keyless.contains(note) {
                try await recordRefusal(
                    nil,
                    action,
                    note,
                    revision: result.revisions[note] ?? 0,
                    epoch: 0,
                    at: core.now
                )
                throw VaultError(.keyMissing)
            }
            if let blocked = result.blocked[note] {
                try await block(
                    blocked,
                    until: blocked.openDuties(circumstances.discharged),
                    action,
                    note,
                    revision: result.revisions[note] ?? 0,
                    at: core.now
                )
            }
            try await refuse(
                result.denied[note],
                action,
                note,
                revision: result.revisions[note] ?? 0,
                at: core.now
            )
        }
    }

    /// What came of a request to open notes.
    struct Opening {
        var opened: [NoteID: OpenedNote] = [:]
        var denied: [NoteID: Decision] = [:]
        var blocked: [NoteID: Decision] = [:]
        var keyless: Set<NoteID> = []
        var revisions: [NoteID: UInt64] = [:]
    }

    func open(
        _ ids: [NoteID],
        as action: NoteAction,
        only isWanted: (Decision) -> Bool = { _ in true }
    ) async throws -> Opening {
        var contention = Contention(core)
        defer { contention.end() }
        while true {
            let session = pinned()
            let now = core.now
            let keys = try await core.tenantKeys()
            let notes = try await core.load(ids)
            let (facts, requests) = await session.ask(action, about: ids, notes, at: now)
            let judgment = Judge.judge(
                requests,
                by: core.policy,
                discharged: circumstances.discharged,
                opening: isWanted
            )
            var result = Opening(
                denied: judgment.denied,
                blocked: judgment.blocked,
                revisions: notes.mapValues(\.header.revision)
            )
            let opener = NoteOpener(noteKeys: noteKeys(keys, now), caches: core.caches)
            var fields: [NoteID: NoteOpener.Content] = [:]
            for (id, outcome) in await opener.open(Array(notes.values), under: judgment.permit) {
                switch outcome {
                case .success(let opened): fields[id] = opened
                case .failure(let error) where error.code == .keyUnavailable: result.keyless.insert(id)
                case .failure(let error):
                    throw VaultError(error, of: core.records(id.owner).revision(id.record))
                }
            }
            guard !fields.isEmpty else { return result }
            let related = fields.keys.compactMap { notes[$0]?.header.relation?.note }
            let known = try await known(related, as: action, at: now)
            let opened = fields.keys.sorted()
            let decisions = judgment.permit.decisions
            let recorded = try await Judge.record(judgment.permit) { () throws(VaultError) in
                try await session.record(opened.compactMap { notes[$0] }, decisions, action, now)
            }
            guard let recorded else {
                try await contention.overtaken()
                try await refreshStanding()
                continue
            }
            for id in opened {
                guard let note = notes[id], let content = fields[id],
                    let decision = recorded.decisions[id]
                else { continue }
                result.opened[id] = OpenedNote(
                    note,
                    content,
                    decision,
                    knowing: known,
                    toldInside: session.state.current.enrollment.standing.organization == core.organization,
                    consents: decision.obligations.contains(.attachConsent)
                        ? AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                            .consents(for: action, on: note.header, of: id) : [],
                    declarations: core.declarations.alone,
                    admission: Admission(
                        owner: note.view.guardExpectation,
                        principal: session.state.current.guardExpectation,
                        permit: Admission.Permitted(decision)
                    ),
                    template: core.templates[note.header.template, note.header.templateVersion]
                )
            }
            return result
        }
    }

    /// Makes the audit entries of a reading durable; `false` if what was decided on has moved.
    private func record(
        _ notes: [LoadedNote],
        _ permits: [NoteID: Decision],
        _ action: NoteAction,
        _ now: Instant
    ) async throws(VaultError) -> Bool {
        let guards = Dictionary(notes.map { ($0.id.owner, $0.view.guardExpectation) }) { first, _ in first }
        return try await core.commitReading(
            Array(guards.values) + [state.current.guardExpectation],
            notes.map { note in
                entry(
                    .decision,
                    action,
                    owner: note.id.owner,
                    record: note.id.record,
                    revision: note.header.revision,
                    decision: permits[note.id],
                    epoch: note.view.epoch,
                    at: now
                )
            }
        )
    }
}

extension VaultCore {
    /// Commits audit entries of something that is about to be handed out; `false` if it must be decided again.
    func commitReading(
        _ expectations: [Expectation],
        _ entries: [AuditEntry]
    ) async throws(VaultError) -> Bool {
        // A guard that is known to have moved, whatever the store says.
        guard !expectations.contains(where: caches.newest.isOutdated) else { return false }
        let outcome: CommitOutcome
        do {
            outcome = try await commit(
                WriteBatch(tenant: tenant, expectations: expectations, writes: []),
                recording: entries
            )
        } catch {
            guard ![.timedOut, .cancelled].contains(error.code) else { throw error }
            throw VaultError(.auditUnavailable, at: error.code.description)
        }
        switch outcome {
        case .committed: return true
        case .conflict: return false
        case .outcomeUnknown: throw unrecorded
        }
    }

    /// What is told where nobody knows whether an entry is on record: nothing was handed out, so who asks again loses
    /// nothing.
    var unrecorded: VaultError {
        if Task.isCancelled { return VaultError(.cancelled) }
        return VaultError(deadline.hasPassed ? .timedOut : .auditUnavailable)
    }
}

extension OpenedNote {
    init(
        _ note: LoadedNote,
        _ content: NoteOpener.Content,
        _ decision: Decision,
        knowing known: Set<NoteID>,
        toldInside isInside: Bool,
        consents: [Part2Consent],
        declarations: [RecoveryDeclaration],
        admission: Admission,
        template: RegisteredTemplate?
    ) {
        let header = note.header
        let shown = header.parts.filter { decision.visibility.showsSome(of: $0) }
        id = note.id
        revision = header.revision
        kind = header.kind
        status = header.status
        compartment = header.compartment
        originators = header.originators
        vouching = header.vouching
        confirmedAuthors = header.confirmations
        claimedAuthors = header.claims.map(\.author)
        subjects = decision.visibility == .everything ? header.subjects : shown.compactMap(\.subject)
        period = header.period
        relation = header.relation.flatMap { known.contains($0.note) ? $0 : nil }
        parts = shown
        self.template = template
        let told = decision.explanation(for: .asker)
        obligations = told.obligations
        rules = told.rules
        citations = told.citations
        heldBack = told.reasons.first { [.partHeld, .partHeldReviewable].contains($0.code) }
        self.consents = consents
        self.declarations = declarations
        self.admission = admission
        attachments =
            decision.visibility.showsAll(of: header.parts)
            ? header.attachments.map { AttachmentID(note: note.id, record: $0) } : []
        provenance = NoteProvenance(
            header,
            in: note.view.aggregate,
            signature: content.signature,
            toldInside: isInside
        )
        fields = content.fields
    }
}

extension Visibility {
    /// Whether every field of these parts is among what is opened.
    fileprivate func showsAll(of parts: [NotePart]) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .only(let shown, let hidden, _): hidden.isEmpty && parts.allSatisfy { shown.contains($0.id) }
        }
    }
}

extension NotePart {
    var subject: PatientID? {
        if case .subject(let patient) = audience { patient } else { nil }
    }
}
