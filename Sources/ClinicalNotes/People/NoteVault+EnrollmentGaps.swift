public import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteVault {
    /// What somebody's enrollment lacks, so that it is known when they are enrolled and not when a call is refused.
    ///
    /// Nothing is missing for a clinician with keys whom the host verifies. Whether the host has them on the care team of a patient is
    /// between the two, and no gap.
    ///
    /// - Parameter principal: Who was enrolled.
    /// - Returns: What is missing, the most serious first; empty if nothing is.
    /// - Throws: ``NotesError``: `notEnrolled` for nobody who was ever enrolled.
    public func enrollmentGaps(of principal: PrincipalID) async throws(NotesError) -> [EnrollmentGap] {
        try await core.inTime { () async throws(NotesError) in
            guard let view = try await core.view([principal.owner: []]).owners[principal.owner],
                let enrollment = try core.certified(view.aggregate.enrollment, of: principal)
            else { throw NotesError(.notEnrolled, at: "principal") }
            guard enrollment.ended == nil else { return [.ended] }
            guard enrollment.filing.isInForce else { return [.confirmation] }
            let affiliation = enrollment.affiliation
            let session = NoteSession(
                core: core,
                state: SessionState(
                    SessionState.Snapshot(enrollment, view),
                    keyring: nil
                ),
                principal: principal,
                purpose: .treatment,
                role: affiliation.role,
                circumstances: .ordinary
            )
            let now = core.now
            let facts = await session.factsOfPrincipal([], at: now)
            var gaps: [EnrollmentGap] = []
            if facts.isVerified != .known(true) { gaps.append(.verification) }
            if affiliation.role.isOfWorkforce {
                if !session.isInHouse { gaps.append(.affiliation) }
                let mayWrite = core.policy.decide(facts.requestToWrite(at: now)).effect == .permit
                if !mayWrite { gaps.append(.role) }
            }
            if enrollment.keys == nil { gaps.append(enrollment.brought == nil ? .keys : .certification) }
            return gaps
        }
    }
}
