internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Asks for an accounting of disclosures, 45 CFR 164.528, and gets it: the disclosures of six years that law says are
    /// accounted for.
    ///
    /// Answered from the audit log, where each of them was entered in the commit that recorded it; so a long log takes long.
    /// It names whoever received something, when, of which note and for which purpose, also of notes that the patient may
    /// not read: those who may ask for it are the patient and who stands in the patient's place. A suspension that an agency
    /// asked for, (a)(2), is the host's to keep: do not call this while it lasts.
    ///
    /// - Parameters:
    ///   - patient: Whose record.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The accounting; it is filed in the patient's record too.
    /// - Throws: ``Refusal``; ``VaultError`` with `notFound` for somebody who does not stand in the patient's place, whether
    ///   or not there is such a patient.
    public func requestAccounting(
        of patient: PatientID,
        idempotencyKey: IdempotencyKey
    ) async throws -> Accounting {
        let request = WriteRequest(principal, idempotencyKey, "accounting") { $0.identifier(patient) }
        let receipt = try await core.write(request, by: self) { transaction in
            let now = transaction.now
            guard let view = try await core.view([patient.owner: []]).owners[patient.owner],
                view.aggregate.persons[patient] != nil
            else { try await refuse(nil, .requestAccounting, nil, at: now) }
            let session = pinned()
            let decision = try await session.requireAccounting(of: patient, view, at: now)
            try await core.edit(patient.owner, in: &transaction, at: "patient")
            let owners = Set([patient.owner] + view.aggregate.groups.map(\.owner))
            let accounting = Accounting(
                id: RecordID(core.environment.entropy.bytes16()),
                receivedAt: now,
                due: now + .seconds(60 * 86_400),
                disclosures: try await core.disclosures(of: owners, since: now + .seconds(-Self.sixYears))
            )
            let encoded = accounting.encoded
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                try editor.file(.accountingEntry, encoded, as: editor.newRecord())
            }
            transaction.expect(view.guardExpectation)
            transaction.expect(session.state.current.guardExpectation)
            transaction.record(patient.owner) { head, epoch in
                session.entry(
                    .accounting,
                    .requestAccounting,
                    owner: patient.owner,
                    decision: decision,
                    epoch: epoch,
                    head: head,
                    at: now
                )
            }
            return encoded
        }
        guard let accounting = try? Accounting(decoding: receipt) else {
            throw VaultError(.tampered, at: "receipt")
        }
        return accounting
    }

    /// Six years, with the leap days that they may have.
    private static let sixYears = (6 * 365 + 2) * 86_400

    private func requireAccounting(
        of patient: PatientID,
        _ view: OwnerView,
        at now: Instant
    ) async throws -> Decision {
        let facts = await factsOfPrincipal([patient], at: now)
        let decision = core.policy.decide(
            AccessCase(principal: facts, owner: view.aggregate, now: now)
                .request(.requestAccounting, onRecordOf: patient)
        )
        guard decision.effect == .permit else {
            let record = NoteID(owner: patient.owner, record: RecordID(.zero))
            try await refuse(decision, .requestAccounting, record, epoch: view.epoch, at: now)
        }
        return decision
    }
}

extension VaultCore {
    /// The disclosures that are accounted for, of the records of some owners.
    fileprivate func disclosures(
        of owners: Set<OwnerID>,
        since start: Instant
    ) async throws(VaultError) -> [Disclosure] {
        var found: [(note: NoteID, entry: AuditEntry)] = []
        try await forEachAuditEntry { entry, _ in
            guard entry.isAccounted, entry.at >= start, owners.contains(entry.owner),
                let record = entry.record
            else { return }
            found.append((NoteID(owner: entry.owner, record: record), entry))
        }
        let kinds = try await kinds(of: Set(found.map(\.note)))
        return found.map { note, entry in
            Disclosure(
                at: entry.at,
                recipient: entry.principal,
                role: entry.role,
                purpose: entry.purpose,
                note: note,
                kind: kinds[note]
            )
        }
    }

    /// What kind of note each is, as far as they are still there; fetched in shares.
    private func kinds(of notes: Set<NoteID>) async throws(VaultError) -> [NoteID: NoteKind] {
        var kinds: [NoteID: NoteKind] = [:]
        var rest = notes.sorted()[...]
        while !rest.isEmpty {
            for (note, loaded) in try await loadHeaders(Array(rest.prefix(200))) {
                kinds[note] = loaded.header.kind
            }
            rest = rest.dropFirst(200)
        }
        return kinds
    }
}

extension AuditEntry {
    /// Whether the entry is of a disclosure that was made and that law says is accounted for.
    fileprivate var isAccounted: Bool {
        event == .decision && outcome == .permitted
            && duties.contains { $0.obligation == Obligation.accountDisclosure.rawValue }
    }
}
