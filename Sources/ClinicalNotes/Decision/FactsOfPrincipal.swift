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

    /// The principal as the policy sees it with regard to one patient, and to whose place it stands in.
    func facts(about patient: PatientID?, _ agent: PatientAgent, at now: Instant) -> PrincipalFacts {
        let affiliation = enrollment.affiliation
        return PrincipalFacts(
            id: .known(session.principal),
            role: .known(session.role),
            organization: .known(affiliation.organization),
            careTeam: patient.map { careTeams[$0] ?? .unknown } ?? .unknown,
            trainingProgram: .known(affiliation.training),
            part2Program: .known(affiliation.part2Program),
            coveredEntity: .known(affiliation.coveredEntity),
            verified: isVerified,
            represents: .known(agent.represented(at: now)),
            abuseSuspected: .known(session.circumstances.abuseSuspected || agent.isNotRecognized(at: now)),
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

    /// Asks whether the principal may write notes at all: whoever is verified, of a patient's care team and of the practice.
    func requestToWrite(at now: Instant) -> AccessRequest {
        let nobody = OwnerAggregate(fresh: session.core.environment.entropy)
        var asked = AccessCase(principal: self, owner: nobody, now: now).request(.create, with: nil, of: nil)
        asked.note.originators = .known([session.principal])
        asked.principal.organization = .known(session.core.organization)
        (asked.principal.careTeam, asked.principal.verified) = (.known(true), .known(true))
        return asked
    }

    /// Asks what the principal may do with a note, whosever it is; what can be done about a denial depends on no note.
    func requestAboutNothing(_ action: NoteAction, at now: Instant) -> AccessRequest {
        request(action, on: NoteFacts(unknownIn: .general, session.core), at: now)
    }

    /// Asks about a note of a patient of whom nothing is known.
    private func request(_ action: NoteAction, on note: NoteFacts, at now: Instant) -> AccessRequest {
        var principal = facts(about: nil, PatientAgent(session.principal), at: now)
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
    /// What the host answers to this principal.
    var relationships: BoundedRelationships {
        core.relationships.asked(by: principal, state.current.enrollment, in: core.organization)
    }

    /// Asks the host what only it knows about this principal and these patients.
    func factsOfPrincipal(_ patients: some Collection<PatientID>, at now: Instant) async -> FactsOfPrincipal {
        let answers = await relationships.answers(
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
