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
        // Others whom the patient wants to have it get a copy, as by any authorization.
        let isInPlace = [.patient, .personalRepresentative, .parent].contains(role)
        if purpose == .patientRequest, isInPlace { return .browse }
        return isInHouse ? .read : .disclose
    }

    var reading: NoteReading { NoteReading(action: readingAction) }

    /// Whether the principal belongs to the practice.
    var isInHouse: Bool { state.current.enrollment.affiliation.organization == core.organization }

    /// Puts a question about notes that a call names.
    ///
    /// Of those that are not there the host is asked and the policy decides as well, about a patient of whom nothing is known: who is
    /// not to know whether there is such a note does not learn it from the steps.
    ///
    /// - Returns: What is known of the principal, and the question about each note that is there.
    func ask(
        _ action: NoteAction,
        about ids: [NoteID],
        _ found: [NoteID: LoadedNote],
        with paper: PaperFacts? = nil,
        authorsGone: Bool = false,
        at now: Instant
    ) async -> (facts: FactsOfPrincipal, requests: [NoteID: AccessRequest]) {
        let nobodys = OwnerAggregate(fresh: core.environment.entropy)
        let patients = ids.compactMap { id in
            let note = found[id]
            return patient(
                askedAboutAmong: note?.header.subjects ?? [id.owner.patient],
                (note?.view.aggregate ?? nobodys).agent(principal)
            )
        }
        let facts = await factsOfPrincipal(Set(patients), at: now)
        var requests: [NoteID: AccessRequest] = [:]
        for id in Set(ids) {
            let asked = AccessCase(principal: facts, owner: found[id]?.view.aggregate ?? nobodys, now: now)
            var request =
                found[id].map { asked.request(action, on: $0.header, of: id) }
                ?? asked.request(action, onRecordOf: id.owner.patient)
            if let paper { request.paper = .known(paper) }
            if authorsGone { request.note.authorUnavailable = .known(true) }
            if found[id] == nil {
                _ = core.policy.decide(request)
            } else {
                requests[id] = request
            }
        }
        return (facts, requests)
    }

    /// Decides about one note; a denial, and that there is no such note, are thrown after the same steps.
    ///
    /// - Parameters:
    ///   - action: What the policy is asked.
    ///   - id: The note.
    ///   - found: The note as it was loaded, if it is there.
    ///   - paper: What is said of its authorship, if that is what it is about; then a denial is never told.
    ///   - authorsGone: Whether nobody who wrote it is left.
    ///   - first: What must come before in any case.
    ///   - now: When.
    ///   - isConcerned: Whether the note is one that the call is for; another one is as absent as none.
    /// - Returns: The note, and the permit.
    /// - Throws: ``Denial`` that tells a ``Refusal`` where it is told openly, `notFound` otherwise.
    func require(
        _ action: NoteAction,
        on id: NoteID,
        _ found: LoadedNote?,
        with paper: PaperFacts? = nil,
        authorsGone: Bool = false,
        until first: [Obligation] = [],
        at now: Instant,
        if isConcerned: (NoteHeader) -> Bool = { _ in true }
    ) async throws -> (note: LoadedNote, decision: Decision) {
        let requests = await ask(
            action,
            about: [id],
            found.map { [id: $0] } ?? [:],
            with: paper,
            authorsGone: authorsGone,
            at: now
        ).requests
        guard let note = found, let request = requests[id] else {
            throw denial(nil, action, .note(id), at: now)
        }
        let decision = core.policy.decide(request)
        // A portal shows nothing of what is not released: there it is as absent as none.
        let isPermitted = decision.effect == .permit
        let isShown = isPermitted && !(action == .browse && decision.visibility.isEmpty)
        guard isConcerned(note.header), isShown else {
            let told = paper == nil && isConcerned(note.header) && !isPermitted ? decision : nil
            throw denial(told, action, .note(note), at: now)
        }
        let before = decision.openDuties(circumstances.discharged)
        let duties = before + first.filter { !before.contains($0) }
        guard duties.isEmpty else {
            throw denial(
                decision,
                until: duties,
                action,
                .note(note),
                openly: mayRead(request),
                at: now
            )
        }
        return (note, decision)
    }

    /// Whether the principal may read what a question is about, once what must come before was done: then they may know of it.
    private func mayRead(_ request: AccessRequest) -> Bool {
        guard ![.known(.read), .known(.disclose), .known(.export)].contains(request.action) else {
            return true
        }
        var reading = request
        reading.action = .known(readingAction)
        let decision = core.policy.decide(reading)
        return decision.effect == .permit && !decision.visibility.isEmpty
    }

    /// That something must come before what was asked; told to those who may know of the note.
    func denial(
        _ decision: Decision,
        until duties: [Obligation],
        _ action: NoteAction,
        _ target: AuditTarget,
        openly: Bool = true,
        at now: Instant
    ) -> Denial {
        Denial(refusal(decision, action, target, bringing: duties, at: now)) {
            if openly { return NotesError(Refusal(decision, until: duties, core)) }
            return await absence(action, at: now)
        }
    }

    /// A denial that tells what the asker may know: a refusal, or absence.
    func denial(
        _ decision: Decision?,
        _ action: NoteAction,
        _ target: AuditTarget? = nil,
        at now: Instant
    ) -> Denial {
        Denial(refusal(decision, action, target, at: now)) {
            if let decision, decision.told == .disclosed { return NotesError(Refusal(decision, core)) }
            return await absence(action, at: now)
        }
    }

    /// The answer that there is nothing, with what can be done: the same whatever is hidden, decided about no patient and no note.
    private func absence(_ action: NoteAction, at now: Instant) async -> NotesError {
        let isReading = [.read, .browse, .disclose, .export].contains(action)
        guard isReading else { return NotesError(.notFound) }
        let asked = await factsOfPrincipal([], at: now).requestAboutNothing(action, at: now)
        let remedies = core.policy.decide(asked).explanation(for: .asker).remedies
        return NotesError(.notFound, owner: nil, remedies: remedies)
    }

    /// The entry of a refusal.
    ///
    /// - Parameters:
    ///   - decision: What was decided; `nil` where nothing was, such as about what is not there, or about a number that somebody
    ///     or something else has: the answer tells that it is taken.
    ///   - action: What was asked for.
    ///   - target: Of what; the practice if not told.
    ///   - duties: What the refusal brings, if that is not what the decision brings.
    ///   - now: When.
    /// - Returns: The entry.
    func refusal(
        _ decision: Decision?,
        _ action: NoteAction,
        _ target: AuditTarget? = nil,
        bringing duties: [Obligation]? = nil,
        at now: Instant
    ) -> AuditEntry {
        entry(
            .decision,
            action,
            on: target ?? .owner(core.practice),
            outcome: .refused,
            decision: decision,
            bringing: duties,
            at: now
        )
    }

    /// Who acts in this session, as audit entries name them.
    var actor: AuditActor {
        AuditActor(
            principal: principal,
            role: role,
            purpose: purpose,
            declared: circumstances.codes + signInCodes
        )
    }

    /// By which other id the human signed in, as audit entries name it.
    private var signInCodes: [String] { state.signedInAs.map { ["signed-in-as-\($0)"] } ?? [] }

    /// An audit entry about this session's principal.
    func entry(
        _ event: AuditEntry.Event,
        _ action: NoteAction,
        on target: AuditTarget,
        outcome: AuditEntry.Outcome = .permitted,
        decision: Decision? = nil,
        bringing duties: [Obligation]? = nil,
        at now: Instant
    ) -> AuditEntry {
        var brought = (duties ?? decision?.obligationsOfAnswer ?? []).withOneAccessClock
        if let decision, outcome == .permitted, !brought.contains(.breakGlassAudit),
            circumstances.areReviewed(after: decision, for: purpose)
        {
            brought.append(.breakGlassAudit)
        }
        return actor.entry(
            event,
            action,
            on: target,
            outcome: outcome,
            rules: decision?.rules.map(\.description) ?? [],
            duties: brought.map { obligation in
                AuditEntry.Duty(
                    obligation: obligation.rawValue,
                    due: obligation.due(after: action, bringing: brought, at: now)
                )
            },
            at: now
        )
    }

    /// Reads anew how the principal stands, after the guard moved; an ended enrollment ends the session, and so does the end of
    /// the link by which it began, and of the enrollment that the host signed in.
    func refreshSnapshot() async throws(NotesError) {
        state.replace(try await core.snapshot(of: principal, signedInAs: state.signedInAs))
    }
}

extension VaultCore {
    /// A principal's enrollment, with the guard that moves when it changes, and when that of a linked id ends.
    ///
    /// - Parameters:
    ///   - principal: Who acts.
    ///   - other: As whom the host signed the human in, if as another id: it is in force, and linked.
    /// - Returns: How the principal stands.
    /// - Throws: ``NotesError`` with `notEnrolled` or `unconfirmed`.
    func snapshot(of principal: PrincipalID, signedInAs other: PrincipalID? = nil) async throws(NotesError)
        -> SessionState.Snapshot
    {
        guard let view = try await view([principal.owner: []]).owners[principal.owner],
            let enrollment = try certified(view.aggregate.enrollment, of: principal), enrollment.ended == nil
        else { throw NotesError(.notEnrolled, at: "principal") }
        guard enrollment.filing.isInForce else { throw NotesError(.unconfirmed, at: "principal") }
        let snapshot = SessionState.Snapshot(enrollment, view)
        if let other {
            guard snapshot.linked.contains(other) else { throw NotesError(.notEnrolled, at: "affiliation") }
            _ = try await self.snapshot(of: other)
        }
        return snapshot
    }

    /// How a principal is enrolled, ended or not; `nil` for nobody who was ever enrolled.
    func certifiedEnrollment(of principal: PrincipalID) async throws(NotesError) -> Enrollment? {
        try certified(
            try await view([principal.owner: []]).owners[principal.owner]?.aggregate.enrollment,
            of: principal
        )
    }

    /// No keys are believed that the practice's authority did not certify.
    func certified(
        _ enrollment: Enrollment?,
        of principal: PrincipalID
    ) throws(NotesError) -> Enrollment? {
        guard enrollment?.isCertified(principal, in: tenant, by: keyring.record.authority) ?? true else {
            throw NotesError(.tampered, at: "enrolment", owner: principal.owner)
        }
        return enrollment
    }
}
