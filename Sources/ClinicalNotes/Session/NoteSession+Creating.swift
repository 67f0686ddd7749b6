internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// How far in the future what a note describes may end.
    private static let maximumLead: Duration = .seconds(366 * 86_400)

    /// Creates notes about the same subjects in one commit.
    func create(
        _ notes: [NewNote],
        _ name: String,
        during period: Range<Instant>?,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) -> [NoteID] {
        try await core.inTime {
            let subjects = notes[0].subjects
            guard !subjects.isEmpty else { throw ModelError(.noSubjects) }
            guard Set(subjects).count == subjects.count else { throw ModelError(.repeatedSubject) }
            for note in notes
            where core.templates[note.content.template.name, note.content.template.version] == nil {
                throw NotesError(.templateUnknown, at: "content")
            }
            let coauthors = notes[0].coauthors
            guard Set(coauthors).count == coauthors.count, !coauthors.contains(principal) else {
                throw NotesError(.invalidInput, at: "attesting.coauthors")
            }
            guard notes.allSatisfy(\.labels.isWellFormed) else {
                throw NotesError(.invalidInput, at: "attesting.labels")
            }
            if notes.contains(where: { $0.content.compartment.custody == .granted }), state.keyring == nil {
                throw NotesError(.keyringRequired, at: "unlocking")
            }
            // Notes are prepared for sessions to come, but not for those of the year 9999.
            guard notes.allSatisfy({ $0.period.upperBound <= core.now + Self.maximumLead }) else {
                throw NotesError(.invalidInput, at: "period")
            }
            let asked = try notes.map { try described($0.content) }
            let request = WriteRequest(principal, idempotencyKey, name) { writer in
                writer.list(subjects) { $0.identifier($1) }
                writer.optional(period) { writer, period in
                    writer.instant(period.lowerBound)
                    writer.instant(period.upperBound)
                }
                writer.list(asked) { $0.counted($1) }
                for note in notes { note.attestation.encode(into: &writer) }
            }
            let receipt = try await core.write(request, by: self) { transaction in
                let session = pinned()
                let writer = NoteWriter(session: session, keys: transaction.keys, now: transaction.now)
                let decisions = try await session.requireCreation(
                    of: notes.map(writer.provisionalHeader),
                    about: subjects,
                    in: &transaction
                )
                for coauthor in coauthors {
                    do throws(NotesError) {
                        try await core.requireClinician(coauthor, at: "attesting.coauthors")
                    } catch {
                        // What was permitted, and so tells of a patient, is on record also where nothing comes of it.
                        let record = AuditTarget.wholeRecord(of: subjects[0])
                        let entry = session.refusal(nil, .attest, record, at: transaction.now)
                        throw Denial(entry) { error }
                    }
                }
                let owner = try await core.owner(of: subjects, in: &transaction)
                if subjects.count > 1 {
                    try await core.remember([principal], of: subjects, in: &transaction)
                }
                let ids = try transaction.change(owner) { (editor) throws(CryptoError) in
                    editor.remember(certificate: session.state.current.enrollment.certificate)
                    try writer.generateInAdvance(in: &editor)
                    return try writer.create(notes, in: &editor, signing: nil)
                }
                transaction.expect(session.state.current.guardExpectation)
                for (id, decided) in zip(ids, decisions) {
                    let duties = Set(decided.flatMap(\.obligations))
                    transaction.record(
                        session.entry(
                            .decision,
                            .create,
                            on: AuditTarget(owner: owner, record: id.record, revision: 1),
                            decision: decided.first,
                            bringing: Obligation.allCases.filter(duties.contains),
                            at: transaction.now
                        )
                    )
                }
                return Receipt.notes(ids)
            }
            return try Receipt.notes(in: receipt)
        }
    }

    /// Decides whether the principal may begin notes about each of their subjects, by that patient's own record, before anything
    /// of a group of theirs is looked up.
    ///
    /// Who may not gets the same answer after the same steps, whether or not there are such patients. The commit holds only if
    /// nothing that was decided on has moved.
    ///
    ///
    /// - Parameters:
    ///   - headers: The notes as they would be.
    ///   - subjects: Their subjects.
    ///   - action: What the policy is asked: to begin notes, or to set right what authors who are gone filed elsewhere.
    ///   - transaction: What the writes are of.
    /// - Returns: Of each note the permits, in the order of the subjects.
    /// - Throws: ``Denial``; ``NotesError``.
    func requireCreation(
        of headers: [NoteHeader],
        about subjects: [PatientID],
        as action: NoteAction = .create,
        in transaction: inout Transaction
    ) async throws -> [[Decision]] {
        let now = transaction.now
        // With the first page, which for most is all of the directory, so that who writes fetches no more.
        let wanted = Dictionary(subjects.map { ($0.owner, Set<UInt32>([0])) }) { first, _ in first }
        let views = try await core.view(wanted).owners
        let creation = Creation(
            session: self,
            action: action,
            facts: await factsOfPrincipal(subjects, at: now),
            now: now
        )
        var decisions: [[Decision]] = []
        for header in headers {
            var decided: [Decision] = []
            for subject in subjects {
                decided.append(
                    try creation.require(
                        header,
                        about: subject,
                        views[subject.owner]?.ifRecord(of: subject)
                    )
                )
            }
            decisions.append(decided)
        }
        for subject in subjects {
            guard let view = views[subject.owner]?.ifRecord(of: subject) else {
                throw denial(nil, action, .wholeRecord(of: subject), at: now)
            }
            transaction.expect(view.guardExpectation)
        }
        if let view = views[subjects[0].owner], view.head.pageHashes.count == 1 { transaction.edit(view) }
        return decisions
    }
}

extension VaultCore {
    /// An originator is a clinician of the practice.
    func requireClinician(_ author: PrincipalID, at place: String) async throws(NotesError) {
        let enrollment = try await certifiedEnrollment(of: author)
        guard let enrollment, enrollment.ended == nil, enrollment.filing.isInForce,
            enrollment.affiliation.organization == organization,
            EnrollmentKind(enrollment.affiliation.role) == .clinician
        else { throw NotesError(.invalidInput, at: place) }
    }
}

/// What is asked about notes that somebody would begin.
private struct Creation {
    let session: NoteSession
    let action: NoteAction
    let facts: FactsOfPrincipal
    let now: Instant

    private var policy: Policy { session.core.policy }

    /// Decides about one of a note's subjects, on record or not.
    func require(
        _ header: NoteHeader,
        about subject: PatientID,
        _ view: OwnerView?
    ) throws -> Decision {
        let record = AuditTarget.wholeRecord(of: subject)
        let decision = policy.decide(request(action, header, subject, view?.aggregate))
        guard decision.effect == .permit else {
            // Who is not known to care for a patient must not learn whether there is one; what such a refusal brings would fill the
            // worklist with what nobody can do.
            let isKnown = facts.careTeams[subject] == .known(true) || session.isPatient(subject)
            let entry = session.refusal(
                decision,
                action,
                .wholeRecord(of: subject, epoch: view?.epoch ?? 0),
                bringing: isKnown ? nil : [],
                at: now
            )
            throw Denial(entry) { [session] in NotesError(Refusal(decision, session.core, openly: isKnown)) }
        }
        let before = decision.openDuties(session.circumstances.discharged)
        if !before.isEmpty {
            throw session.denial(decision, until: before, action, record, at: now)
        }
        guard !header.claims.isEmpty else { return decision }
        var attesting = request(.attest, header, subject, view?.aggregate)
        attesting.paper = .known(PaperFacts(benefits: .known(false), filedBySelf: .known(true)))
        guard policy.decide(attesting).effect == .permit else {
            throw session.denial(nil, .attest, record, at: now)
        }
        return decision
    }

    private func request(
        _ action: NoteAction,
        _ header: NoteHeader,
        _ subject: PatientID,
        _ owner: OwnerAggregate?
    ) -> AccessRequest {
        let owner = owner ?? OwnerAggregate(fresh: session.core.environment.entropy)
        var request = AccessCase(principal: facts, owner: owner, now: now)
            .request(action, on: header, of: .wholeRecord(of: subject), about: subject)
        // Who is asked about has found out that they are gone.
        if action == .markEnteredInError { request.note.authorUnavailable = .known(true) }
        return request
    }
}
