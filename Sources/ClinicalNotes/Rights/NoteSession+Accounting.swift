internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Asks for an accounting of disclosures, 45 CFR 164.528, and gets it: the disclosures of six years that law says are
    /// accounted for.
    ///
    /// Answered from the audit log, where each of them was entered in the commit that recorded it; so a long log takes long.
    /// It names whoever received something, when, of which note and for which purpose, also of notes that the patient may
    /// not read: those who may ask for it are the patient and who stands in the patient's place. Each line is decided by
    /// the note that it is about: a parent gets none of care that a minor consented to alone, and nobody any of a note
    /// of the patient's group that is not about the patient. A suspension that an agency asked for, (a)(2), is the host's
    /// to keep: do not call this while it lasts.
    ///
    /// A repeat opens the same accounting again, is decided and recorded again, and leaves out what may no longer be given.
    ///
    /// - Parameters:
    ///   - patient: Whose record.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The accounting; it is filed in the patient's record too.
    /// - Throws: ``NotesError`` with `notFound` for somebody who does not stand in the patient's place, whether
    ///   or not there is such a patient.
    public func requestAccounting(
        of patient: PatientID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> Accounting {
        try await core.inTime {
            let request = WriteRequest(principal, idempotencyKey, "accounting") { $0.identifier(patient) }
            let receipt = try await core.write(request, by: self) { transaction in
                let now = transaction.now
                let session = pinned()
                let view = try await core.view([patient.owner: []]).owners[patient.owner]
                let asked = try await session.requireAccounting(of: patient, view, at: now)
                try await core.edit(patient.owner, in: &transaction, at: "patient")
                let disclosures = try await core.disclosures(
                    of: Set([patient.owner] + asked.view.aggregate.groups.map(\.owner)),
                    since: now + .seconds(-Self.sixYears)
                )
                let lines = try await session.permitted(disclosures.found, asked)
                let filed = try transaction.change(patient.owner) {
                    (editor) throws(CryptoError) -> RecordID in
                    let record = editor.newRecord()
                    let accounting = Accounting(
                        id: record,
                        receivedAt: now,
                        due: now + .seconds(60 * 86_400),
                        disclosures: lines.disclosures,
                        isComplete: disclosures.isComplete
                    )
                    try editor.store(.accountingEntry, accounting.encoded, as: record)
                    return record
                }
                for expectation in lines.guards { transaction.expect(expectation) }
                transaction.expect(session.state.current.guardExpectation)
                transaction.record(session.entry(of: asked))
                return filed.bytes.bytes
            }
            return try await accounting(Receipt.identifier(in: receipt), of: patient)
        }
    }

    /// Six years, with the leap days that they may have.
    private static let sixYears = (6 * 365 + 2) * 86_400

    /// What was decided about somebody who asks for an accounting.
    private struct Asked {
        let patient: PatientID
        let view: OwnerView
        let facts: FactsOfPrincipal
        let decision: Decision
        let now: Instant
    }

    /// Hands a filed accounting out, once that was decided and is on record.
    private func accounting(_ id: Accounting.ID, of patient: PatientID) async throws -> Accounting {
        try await handOut { session, now in
            let filed = try await core.filed([id], of: patient.owner, as: .accountingEntry)
            let asked = try await session.requireAccounting(of: patient, filed?.view, at: now)
            guard let accounting = try? filed?.contents.first.map(Accounting.init(decoding:)) else {
                throw NotesError(.tampered, at: "receipt")
            }
            let lines = try await session.permitted(accounting.disclosures, asked)
            let narrowed = Accounting(
                id: accounting.id,
                receivedAt: accounting.receivedAt,
                due: accounting.due,
                disclosures: lines.disclosures,
                isComplete: accounting.isComplete
            )
            return Unrecorded(narrowed, guards: lines.guards, recordedBy: session.entry(of: asked))
        }
    }

    private func entry(of asked: Asked) -> AuditEntry {
        entry(
            .accounting,
            .requestAccounting,
            on: .owner(asked.patient.owner, epoch: asked.view.epoch),
            decision: asked.decision,
            at: asked.now
        )
    }

    /// Decides about the record as a whole; the same steps whether or not there is such a patient.
    private func requireAccounting(
        of patient: PatientID,
        _ view: OwnerView?,
        at now: Instant
    ) async throws -> Asked {
        let facts = await factsOfPrincipal([patient], at: now)
        let view = view?.ifRecord(of: patient)
        let owner = view?.aggregate ?? OwnerAggregate(fresh: core.environment.entropy)
        let decision = core.policy.decide(
            AccessCase(principal: facts, owner: owner, now: now)
                .request(.requestAccounting, onRecordOf: patient)
        )
        guard let view else {
            throw denial(nil, .requestAccounting, .wholeRecord(of: patient), at: now)
        }
        guard decision.effect == .permit else {
            throw denial(decision, .requestAccounting, .wholeRecord(of: patient, epoch: view.epoch), at: now)
        }
        return Asked(patient: patient, view: view, facts: facts, decision: decision, now: now)
    }

    /// The lines that the asker may have, with what kind of note each is of, and the guards of what that was decided on.
    ///
    /// The note's own header decides. Of a note that is gone nothing more is known than whose record it was, so the asker
    /// must be permitted for all compartments.
    private func permitted(
        _ disclosures: [Disclosure],
        _ asked: Asked
    ) async throws(NotesError) -> (disclosures: [Disclosure], guards: [Expectation]) {
        let record = AccessCase(principal: asked.facts, owner: asked.view.aggregate, now: asked.now)
        let mayHaveAll = Compartment.allCases.allSatisfy { compartment in
            let request = record.request(.requestAccounting, onRecordOf: asked.patient, in: compartment)
            return core.policy.decide(request).effect == .permit
        }
        // A note is gone if the directory of who it is about says so, not if the store has no such rows.
        let views = try await core.chartViews(of: asked.patient)
        var guards = [asked.view.owner: asked.view.guardExpectation]
        var kinds: [NoteID: NoteKind?] = [:]
        var rest = Set(disclosures.map(\.note)).sorted()[...]
        while !rest.isEmpty {
            let share = Array(rest.prefix(200))
            rest = rest.dropFirst(200)
            let loaded = try await core.loadHeaders(share, known: views)
            for id in share {
                guard let note = loaded[id] else {
                    if mayHaveAll { kinds.updateValue(nil, forKey: id) }
                    continue
                }
                // The state that was decided on first is the one that must stand.
                guards[id.owner] = guards[id.owner] ?? note.view.guardExpectation
                guard note.header.subjects.contains(asked.patient) else { continue }
                let request = AccessCase(
                    principal: asked.facts,
                    owner: note.view.aggregate,
                    now: asked.now
                )
                .request(.requestAccounting, on: note.header, of: id, about: asked.patient)
                guard core.policy.decide(request).effect == .permit else { continue }
                kinds[id] = note.header.kind
            }
        }
        let lines = disclosures.compactMap { line in kinds[line.note].map { line.about($0 ?? line.kind) } }
        return (lines, guards.sorted { $0.key < $1.key }.map(\.value))
    }
}

extension VaultCore {
    /// The disclosures that are accounted for, of the records of some owners; of what kind of note is still to be told.
    fileprivate func disclosures(
        of owners: Set<OwnerID>,
        since start: Instant
    ) async throws(NotesError) -> (found: [Disclosure], isComplete: Bool) {
        var found: [Disclosure] = []
        let isComplete = try await forEachAuditEntry { line in
            let entry = line.entry
            guard entry.isAccounted, entry.at >= start, owners.contains(entry.owner),
                let record = entry.record
            else { return }
            found.append(
                Disclosure(
                    at: entry.at,
                    recipient: entry.principal,
                    role: entry.role,
                    purpose: entry.purpose,
                    note: NoteID(owner: entry.owner, record: record),
                    kind: nil
                )
            )
        }
        return (found, isComplete)
    }
}

extension Disclosure {
    /// The line, with what kind of note it is of.
    fileprivate func about(_ kind: NoteKind?) -> Disclosure {
        Disclosure(at: at, recipient: recipient, role: role, purpose: purpose, note: note, kind: kind)
    }
}

extension AuditEntry {
    /// Whether the entry is of a disclosure that was made and that law says is accounted for.
    fileprivate var isAccounted: Bool {
        [.decision, .search, .accessReading].contains(event) && outcome == .permitted
            && duties.contains { $0.obligation == Obligation.accountDisclosure.rawValue }
    }
}
