internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteSession {
    /// What the sources of a patient's records say about further records of the same person, each once: the numbers that name
    /// them may be of somebody else on record, and whether the two are one is for people to decide.
    ///
    /// Decided and recorded as a list of the patient's papers: for the patient, who stands in the patient's place, and who keeps the
    /// practice's papers.
    ///
    /// - Parameter patient: The patient.
    /// - Returns: The links, in the order in which they came.
    /// - Throws: ``NotesError`` with `notFound` where there is nothing that may be known of.
    public func links(of patient: PatientID) async throws(NotesError) -> [ExternalLink] {
        try await handOut { session, now in
            let view = try await core.view([patient.owner: []]).owners[patient.owner]?.ifRecord(of: patient)
            let decision = await session.decide(
                .listDirectives,
                [nil],
                of: patient,
                view?.aggregate ?? OwnerAggregate(fresh: core.environment.entropy),
                at: now
            )[0]
            guard let view, decision.effect == .permit else {
                throw session.denial(nil, .listDirectives, .wholeRecord(of: patient), at: now)
            }
            let target = AuditTarget.owner(patient.owner, epoch: view.epoch)
            return Unrecorded(
                view.aggregate.origins.flatMap(\.links).uniqued,
                guards: [view.guardExpectation],
                recordedBy: session.entry(
                    .directive,
                    .listDirectives,
                    on: target,
                    decision: decision,
                    at: now
                )
            )
        }
    }
}
