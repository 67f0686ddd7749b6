internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    func noteKeys(_ keys: TenantKeys, _ now: Instant) -> NoteKeys {
        NoteKeys(keys: keys, caches: core.caches, state: state, principal: principal, now: now)
    }

    /// What opening a note is, for this principal: browsing a portal, reading inside, or disclosure to outside.
    var readingAction: NoteAction {
        if purpose == .patientRequest { return .browse }
        return state.current.enrolment.standing.organization == core.organization ? .read : .disclose
    }

    /// Decides about one note for a change of it; a denial is recorded and thrown.
    func require(_ action: NoteAction, _ note: LoadedNote, at now: Instant) async throws -> Decision {
        try await require(action, note.header, note.id, note.view.aggregate, at: now, epoch: note.view.epoch)
    }

    func require(
        _ action: NoteAction,
        _ header: NoteHeader,
        _ note: NoteID,
        _ owner: OwnerAggregate,
        at now: Instant,
        epoch: UInt64
    ) async throws -> Decision {
        let facts = await factsOfPrincipal(header.subjects, at: now)
        let request = AccessCase(principal: facts, owner: owner, now: now)
            .request(action, on: header, of: note)
        let decision = core.policy.decide(request)
        guard decision.effect == .permit else {
            try await refuse(decision, action, note, revision: header.revision, epoch: epoch, at: now)
        }
        let before = decision.openDuties(circumstances.discharged)
        if !before.isEmpty {
            try await block(
                decision,
                until: before,
                action,
                note,
                revision: header.revision,
                epoch: epoch,
                at: now
            )
        }
        return decision
    }

    /// Records that something must come before what was asked, and tells what.
    func block(
        _ decision: Decision,
        until duties: [Obligation],
        _ action: NoteAction,
        _ note: NoteID,
        revision: UInt64,
        epoch: UInt64 = 0,
        at now: Instant
    ) async throws -> Never {
        try await recordRefusal(
            decision,
            action,
            note,
            bringing: duties,
            revision: revision,
            epoch: epoch,
            at: now
        )
        throw Refusal(decision, until: duties, core)
    }

    /// Records a refusal and throws what the asker may know: a refusal, or absence.
    func refuse(
        _ decision: Decision?,
        _ action: NoteAction,
        _ note: NoteID?,
        revision: UInt64 = 0,
        epoch: UInt64 = 0,
        at now: Instant
    ) async throws -> Never {
        try await recordRefusal(decision, action, note, revision: revision, epoch: epoch, at: now)
        if let decision, decision.told == .openly { throw Refusal(decision, core) }
        throw VaultError(.notFound)
    }

    /// Records a refusal, with the duties that it brings if they are not those of the decision.
    func recordRefusal(
        _ decision: Decision?,
        _ action: NoteAction,
        _ note: NoteID?,
        bringing duties: [Obligation]? = nil,
        revision: UInt64,
        epoch: UInt64,
        at now: Instant
    ) async throws(VaultError) {
        try await core.refusals.record(
            entry(
                .decision,
                action,
                owner: note?.owner ?? OwnerID(core.tenant.bytes),
                record: note?.record,
                revision: revision,
                outcome: .refused,
                decision: decision,
                bringing: duties,
                epoch: epoch,
                at: now
            ),
            core
        )
    }

    /// An audit entry about this session's principal.
    func entry(
        _ event: AuditEntry.Event,
        _ action: NoteAction,
        owner: OwnerID,
        record: RecordID? = nil,
        revision: UInt64 = 0,
        outcome: AuditEntry.Outcome = .permitted,
        decision: Decision? = nil,
        bringing duties: [Obligation]? = nil,
        epoch: UInt64,
        change: HeadChange? = nil,
        at now: Instant
    ) -> AuditEntry {
        AuditEntry(
            at: now,
            event: event,
            principal: principal,
            role: role,
            purpose: purpose,
            action: action,
            owner: owner,
            record: record,
            revision: revision,
            outcome: outcome,
            rules: decision?.rules.map(\.description) ?? [],
            duties: (duties ?? decision?.obligations ?? []).map { obligation in
                AuditEntry.Duty(
                    obligation: obligation.rawValue,
                    due: obligation.due(after: action, at: now)
                )
            },
            declared: circumstances.codes,
            epoch: epoch,
            count: 1,
            change: change
        )
    }

    /// Reads anew how the principal stands, after the guard moved; an ended enrolment ends the session.
    func refreshStanding() async throws(VaultError) {
        state.replace(try await core.standing(of: principal))
    }
}

extension VaultCore {
    /// A principal's enrolment, with the guard that moves when it changes.
    func standing(of principal: PrincipalID) async throws(VaultError) -> SessionState.Standing {
        guard let view = try await view([principal.owner: []]).owners[principal.owner],
            let enrolment = try certified(view.aggregate.enrolment, of: principal), enrolment.ended == nil
        else { throw VaultError(.notEnrolled, at: "principal") }
        return SessionState.Standing(enrolment: enrolment, guardExpectation: view.guardExpectation)
    }

    /// How a principal is enrolled, ended or not; `nil` for nobody who was ever enrolled.
    func certifiedEnrolment(of principal: PrincipalID) async throws(VaultError) -> Enrolment? {
        try certified(
            try await view([principal.owner: []]).owners[principal.owner]?.aggregate.enrolment,
            of: principal
        )
    }

    /// No keys are believed that the practice's authority did not certify.
    private func certified(
        _ enrolment: Enrolment?,
        of principal: PrincipalID
    ) throws(VaultError) -> Enrolment? {
        guard enrolment?.isCertified(principal, in: tenant, by: keyring.record.authority) ?? true else {
            throw VaultError(.tampered, at: "enrolment", owner: principal.owner)
        }
        return enrolment
    }
}
