internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// Decides about a paper of some patients; who may not gets the same answer, after the same steps, whether or not there are
    /// such patients.
    ///
    /// The commit holds only if nothing that was decided on has moved.
    ///
    /// - Parameters:
    ///   - action: What the policy is asked.
    ///   - paper: What it is asked about.
    ///   - listed: The paper on record as it would be listed, if one is named: whom it is not listed to learns of none.
    ///   - patients: Whose paper it is.
    ///   - transaction: What is to be committed.
    /// - Returns: The permits.
    /// - Throws: ``NotesError`` with `refused` to patients about their own record, `notFound` to others.
    func require(
        _ action: NoteAction,
        _ paper: (OwnerAggregate) -> PaperFacts,
        listed: PaperFacts? = nil,
        of patients: [PatientID],
        in transaction: inout Transaction
    ) async throws -> [OwnerID: Decision] {
        var decisions: [OwnerID: Decision] = [:]
        for patient in patients {
            let view = try await core.view([patient.owner: []]).owners[patient.owner]?.ifRecord(of: patient)
            let now = transaction.now
            let owner = view?.aggregate ?? OwnerAggregate(fresh: core.environment.entropy)
            let decision = await decide(action, [paper(owner)], of: patient, owner, at: now)[0]
            guard let view, decision.effect == .permit else {
                // Of their own record people may know what is decided.
                var mayKnow = view != nil && isPatient(patient)
                if mayKnow, let listed {
                    let list = await decide(.listDirectives, [listed], of: patient, owner, at: now)[0]
                    mayKnow = list.effect == .permit
                }
                throw denial(mayKnow ? decision : nil, action, .wholeRecord(of: patient), at: now)
            }
            transaction.expect(view.guardExpectation)
            decisions[patient.owner] = decision
        }
        return decisions
    }

    /// What the policy says of papers of a patient's, each by itself; `nil` stands for all of them.
    func decide(
        _ action: NoteAction,
        _ papers: [PaperFacts?],
        of patient: PatientID,
        _ owner: OwnerAggregate,
        at now: Instant
    ) async -> [Decision] {
        let facts = await factsOfPrincipal([patient], at: now)
        let asked = AccessCase(principal: facts, owner: owner, now: now)
        return papers.map { core.policy.decide(asked.request(action, with: $0, of: patient)) }
    }
}
