internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// The host's answers about people, in time: what is not answered then is unknown, which never opens anything.
///
/// An answer gets half of the time that the call still has, so that the rest is left to decide without it.
struct BoundedRelationships: Relationships {
    private let relationships: any Relationships
    private let timeout: Duration
    private let watch: DeadlineWatch
    /// Whether the answers come from how people are enrolled.
    private let isSmallPractice: Bool

    init(_ relationships: any Relationships, timeout: Duration) {
        self.init(relationships, timeout, DeadlineWatch())
    }

    private init(_ relationships: any Relationships, _ timeout: Duration, _ watch: DeadlineWatch) {
        self.relationships = relationships
        self.timeout = timeout
        self.watch = watch
        isSmallPractice = relationships is SmallPractice
    }

    /// The answers to a question of somebody's, whose enrollment a small practice answers from.
    func asked(
        by principal: PrincipalID,
        _ enrollment: Enrollment,
        in practice: OrganizationID
    ) -> BoundedRelationships {
        guard isSmallPractice else { return self }
        let answers = SmallPractice(askedBy: principal, enrollment, in: practice)
        return BoundedRelationships(answers, timeout, watch)
    }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> {
        await inTime(unknown: .unknown) { await $0.careTeam(of: patient, includes: principal, at: moment) }
    }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> {
        await inTime(unknown: .unknown) { await $0.isVerified(principal, at: moment) }
    }

    func hostRoles(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostRole>> {
        await inTime(unknown: .unknown) { await $0.hostRoles(of: principal, at: moment) }
    }

    func units(of principal: PrincipalID, at moment: Instant) async -> Fact<Set<HostWord>> {
        await inTime(unknown: .unknown) { await $0.units(of: principal, at: moment) }
    }

    func location(of principal: PrincipalID, at moment: Instant) async -> Fact<HostWord?> {
        await inTime(unknown: .unknown) { await $0.location(of: principal, at: moment) }
    }

    func isColleague(_ patient: PatientID, at moment: Instant) async -> Fact<Bool> {
        await inTime(unknown: .unknown) { await $0.isColleague(patient, at: moment) }
    }

    func principals(at moment: Instant) async -> Fact<[PrincipalID]> {
        await inTime(unknown: .unknown) { await $0.principals(at: moment) }
    }

    /// All that is asked about a principal who wants to see something of some patients.
    ///
    /// What law asks for comes first and in its own time; then what some house rule asks for, and nothing else. What is not
    /// answered in time is unknown.
    func answers(
        about principal: PrincipalID,
        _ patients: Set<PatientID>,
        asking questions: HostQuestions,
        at moment: Instant
    ) async -> Answers {
        var answers = await inTime(unknown: Answers()) { relationships in
            var answers = Answers()
            answers.isVerified = await relationships.isVerified(principal, at: moment)
            for patient in patients {
                answers.careTeams[patient] = await relationships.careTeam(
                    of: patient,
                    includes: principal,
                    at: moment
                )
            }
            return answers
        }
        if questions.roles { answers.host.roles = await hostRoles(of: principal, at: moment) }
        if questions.units { answers.host.units = await units(of: principal, at: moment) }
        if questions.location { answers.host.location = await location(of: principal, at: moment) }
        if questions.colleagues {
            for patient in patients {
                answers.worksHere[patient] = await isColleague(patient, at: moment)
            }
        }
        return answers
    }

    /// What the host knows of a principal.
    struct Answers: Sendable {
        var isVerified: Fact<Bool> = .unknown
        var host = HostAnswer()
        var careTeams: [PatientID: Fact<Bool>] = [:]
        var worksHere: [PatientID: Fact<Bool>] = [:]
    }

    private func inTime<Value: Sendable>(
        unknown: Value,
        _ call: @escaping @Sendable (any Relationships) async -> Value
    ) async -> Value {
        await watch.waitForHost(
            until: CallTime.step(timeout).half,
            late: .success(unknown),
            cancelled: .success(unknown)
        ) { [relationships] () async throws(Never) in await call(relationships) }
    }
}
