internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What is known of the asking principal: certified by the practice, answered by the host, or declared.
struct FactsOfPrincipal: Sendable {
    private(set) var session: NoteSession
    private(set) var enrollment: Enrollment
    let isVerified: Fact<Bool>
    /// What the host knows of the principal in words of its own.
    let host: HostAnswer
    /// The host's answers about care teams, by patient.
    let careTeams: [PatientID: Fact<Bool>]
    /// The host's answers about who works for it, by patient.
    let worksHere: [PatientID: Fact<Bool>]

    /// The organization that the principal works for.
    var organization: OrganizationID? { enrollment.affiliation.organization }

    /// The principal as the policy sees it with regard to one patient.
    func facts(
        about patient: PatientID?,
        directives: [Directive],
        at now: Instant
    ) -> PrincipalFacts {
        let affiliation = enrollment.affiliation
        let representations = directives.compactMap {
            directive -> (paper: Representation, isInForce: Bool)? in
            guard case .representation(let paper) = directive.document,
                paper.representative == session.principal, paper.isCurrent(at: now)
            else { return nil }
            return (paper, directive.isInForce)
        }
        return PrincipalFacts(
            id: .known(session.principal),
            role: .known(session.role),
            organization: .known(affiliation.organization),
            careTeam: patient.map { careTeams[$0] ?? .unknown } ?? .unknown,
            trainingProgram: .known(affiliation.training),
            part2Program: .known(affiliation.part2Program),
            coveredEntity: .known(affiliation.coveredEntity),
            verified: isVerified,
            represents: .known(representations.filter(\.isInForce).map(\.paper.patient)),
            abuseSuspected: .known(
                session.circumstances.abuseSuspected
                    || representations.contains { $0.paper.nonRecognition?.isComplete ?? false }
            ),
            hostRoles: host.roles,
            units: host.units
        )
    }
}

extension FactsOfPrincipal {
    /// Asks whether the principal may read own drafts of a compartment, whoever they are about.
    func requestToReadOwnDraft(in compartment: Compartment, at now: Instant) -> AccessRequest {
        var note = NoteFacts(unknownIn: compartment, session.core)
        note.originators = .known([session.principal])
        note.status = .known(.draft)
        return request(.read, on: note, at: now)
    }

    /// Asks what the principal may do with a note, whosever it is; what can be done about a denial depends on no note.
    func requestAboutNothing(_ action: NoteAction, at now: Instant) -> AccessRequest {
        request(action, on: NoteFacts(unknownIn: .general, session.core), at: now)
    }

    /// Asks about a note of a patient of whom nothing is known.
    private func request(_ action: NoteAction, on note: NoteFacts, at now: Instant) -> AccessRequest {
        var principal = facts(about: nil, directives: [], at: now)
        principal.represents = .unknown
        // What representations say of it depends on the patient.
        if principal.abuseSuspected == .known(false) { principal.abuseSuspected = .unknown }
        let declared = session.circumstances
        return AccessRequest(
            time: .known(now),
            jurisdiction: .known(session.core.jurisdiction),
            action: .known(action),
            purpose: .known(session.purpose),
            principal: principal,
            note: note,
            patient: .unknown,
            directives: .unknown,
            legal: .unknown,
            threat: .known(declared.threat),
            emergency: .known(declared.emergency),
            research: .known(declared.research),
            delivery: .known(declared.delivery),
            hour: session.core.environment.localHour(at: now),
            location: host.location
        )
    }

    /// The same principal in another session, certified as there, about the same patients.
    func acting(in session: NoteSession) -> FactsOfPrincipal {
        var copy = self
        copy.session = session
        copy.enrollment = session.state.current.enrollment
        return copy
    }
}

extension NoteSession {
    /// Asks the host what only it knows about this principal and these patients.
    func factsOfPrincipal(_ patients: some Collection<PatientID>, at now: Instant) async -> FactsOfPrincipal {
        let answers = await core.relationships.answers(
            about: principal,
            Set(patients),
            asking: core.policy.hostQuestions,
            at: now
        )
        return FactsOfPrincipal(
            session: self,
            enrollment: state.current.enrollment,
            isVerified: answers.isVerified,
            host: answers.host,
            careTeams: answers.careTeams,
            worksHere: answers.worksHere
        )
    }
}
