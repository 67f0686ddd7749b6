internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Opens, in memory only, what the policy permits of some notes.
    ///
    /// The only place where an ``OpenedNote`` is made.
    ///
    /// - Parameters:
    ///   - ids: The notes.
    ///   - reading: What opening them is.
    ///   - now: When.
    ///   - isWanted: Whether a note that is permitted is to be opened, considering what that brings.
    /// - Returns: What came of each note, unrecorded until the entries of those that were opened are durable.
    /// - Throws: ``NotesError`` for a note that is not as it was written.
    func collect(
        _ ids: [NoteID],
        as reading: NoteReading,
        at now: Instant,
        only isWanted: (Decision) -> Bool = { _ in true }
    ) async throws -> Unrecorded<[NoteID: Result<OpenedNote, Denial>]> {
        let action = reading.action
        let keys = try await core.tenantKeys()
        let loaded = try await core.load(ids)
        let (facts, requests) = await ask(action, about: ids, loaded, at: now)
        let evaluation = Permit.evaluate(
            requests,
            by: core.policy,
            discharged: circumstances.discharged,
            opening: isWanted
        )
        var denied: [NoteID: Denial] = [:]
        for id in ids {
            // Where nothing is shown the epoch is not told, as of a note that is not there.
            let target = AuditTarget.note(id, revision: loaded[id]?.header.revision ?? 0)
            let blocked = evaluation.blocked[id].map { decision in
                let duties = decision.openDuties(circumstances.discharged)
                return denial(decision, until: duties, action, target, at: now)
            }
            denied[id] = blocked ?? denial(evaluation.denied[id], action, target, at: now)
        }
        let opener = NoteOpener(noteKeys: noteKeys(keys, now), caches: core.caches)
        var opened: [(note: LoadedNote, content: NoteOpener.Content)] = []
        for (id, result) in await opener.open(Array(loaded.values), under: evaluation.permit) {
            guard let note = loaded[id] else { continue }
            switch result {
            case .success(let content): opened.append((note, content))
            case .failure(let error) where error.code == .keyUnavailable:
                let entry = refusal(nil, action, .note(id, revision: note.header.revision), at: now)
                denied[id] = Denial(entry) { NotesError(.keyMissing) }
            case .failure(let error):
                throw NotesError(error, of: core.records(id.owner).revision(id.record))
            }
        }
        opened.sort { $0.note.id < $1.note.id }
        // Whose chart a note stood on is nobody's business outside, and costs nothing there.
        let related = opened.flatMap { note, _ in
            isInHouse ? note.header.related : [note.header.relation?.note].compactMap { $0 }
        }
        let known = try await known(related, as: action, at: now)
        var guards: [OwnerID: Expectation] = [:]
        var notes: [(note: OpenedNote, entry: AuditEntry)] = []
        for (note, content) in opened {
            guard let decision = evaluation.permit.decisions[note.id] else { continue }
            guards[note.id.owner] = guards[note.id.owner] ?? note.view.guardExpectation
            let made = OpenedNote(
                note,
                content,
                decision,
                known: known,
                toldInside: isInHouse,
                consents: decision.obligations.contains(.attachConsent)
                    ? AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                        .consents(for: action, on: note.header, of: note.id) : [],
                declarations: core.declarations.alone,
                admission: Admission(
                    owner: note.view.guardExpectation,
                    principal: state.current.guardExpectation,
                    permit: Admission.Permitted(decision)
                ),
                template: core.templates[note.header.template, note.header.templateVersion]
            )
            let entry = entry(reading.event, action, on: .note(note), decision: decision, at: now)
            notes.append((made, entry))
        }
        return Unrecorded(denied: denied, opened: notes, guards: Array(guards.values))
    }
}

extension Result where Failure == Denial {
    /// Why there is no value.
    var denial: Denial? { if case .failure(let denial) = self { denial } else { nil } }
}

extension OpenedNote {
    fileprivate init(
        _ note: LoadedNote,
        _ content: NoteOpener.Content,
        _ decision: Decision,
        known: Set<NoteID>,
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
        entryError = header.withdrawal?.error
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
            known: known,
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
