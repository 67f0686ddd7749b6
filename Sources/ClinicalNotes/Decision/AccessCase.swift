internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// One question to the policy, put together from sealed records, the host's answers and what was declared.
struct AccessCase {
    let principal: FactsOfPrincipal
    let owner: OwnerAggregate
    let now: Instant
    /// For whom the principal acts among the owner's patients.
    private let agent: PatientAgent

    init(principal: FactsOfPrincipal, owner: OwnerAggregate, now: Instant) {
        (self.principal, self.owner, self.now) = (principal, owner, now)
        let session = principal.session
        agent = owner.agent(session.principal, linked: session.state.current.linked)
    }

    private var session: NoteSession { principal.session }

    /// Asks whether the principal may do this with this note.
    func request(_ action: NoteAction, on header: NoteHeader, of note: NoteID) -> AccessRequest {
        let patient = patient(of: header)
        return request(
            action,
            about: patient,
            NoteFacts(header, note: note, for: patient, owner: owner, session.core),
            note
        )
    }

    /// Asks whether the principal may do this with notes of a compartment of this owner, whatever they are.
    ///
    /// One question for every patient about whom a single note may be decided. Facts of the single note are unknown, so
    /// only a denial that holds for all of them is a denial. Known is that whose record it is are the subjects of all its notes, and
    /// who wrote none of them.
    func requests(_ action: NoteAction, onAllOf compartment: Compartment) -> [AccessRequest] {
        var facts = NoteFacts(unknownIn: compartment, session.core)
        facts.wrongPatient = .unknown
        let patients = owner.patients
        if patients.count == 1 { facts.subjects = .known(patients) }
        if !owner.authors.contains(session.principal) { facts.originators = .known([]) }
        return candidates.map { request(action, about: $0, facts, nil) }
    }

    /// Asks whether the principal may do this with the record of a patient as a whole, as far as it is of a compartment.
    func request(
        _ action: NoteAction,
        onRecordOf patient: PatientID,
        in compartment: Compartment = .general
    ) -> AccessRequest {
        var facts = NoteFacts(unknownIn: compartment, session.core)
        facts.subjects = .known([patient])
        return request(action, about: asked(patient), facts, nil)
    }

    /// Asks whether the principal may do this with a paper of a patient's, or with all of them; of nobody on record, if `nil`.
    func request(_ action: NoteAction, with paper: PaperFacts?, of patient: PatientID?) -> AccessRequest {
        // Who stands for a minor depends on what kind of care the paper is about, 42 CFR 2.14.
        let isPart2 = paper?.kind == .known(.part2Consent)
        let compartment: Compartment = isPart2 ? .substanceUse : .general
        var asked =
            patient.map { request(action, onRecordOf: $0, in: compartment) }
            ?? request(action, about: nil, NoteFacts(unknownIn: compartment, session.core), nil)
        asked.paper = .known(paper)
        return asked
    }

    /// Asks whether the principal may do this with this note on behalf of one of its subjects.
    func request(
        _ action: NoteAction,
        on header: NoteHeader,
        of note: NoteID,
        about patient: PatientID
    ) -> AccessRequest {
        let asked = asked(patient)
        return request(
            action,
            about: asked,
            NoteFacts(header, note: note, for: asked, owner: owner, session.core),
            note
        )
    }

    private func request(
        _ action: NoteAction,
        about patient: PatientID?,
        _ facts: NoteFacts,
        _ note: NoteID?,
        under kept: [Directive]? = nil
    ) -> AccessRequest {
        let directives = kept ?? owner.directives.map(\.directive)
        let facts =
            action == .cosign ? facts.counting(session.principal, for: session.state.current.linked) : facts
        let declared = session.circumstances
        return AccessRequest(
            time: .known(now),
            jurisdiction: .known(session.core.jurisdiction),
            action: .known(action),
            purpose: .known(session.purpose),
            principal: principal.facts(about: patient, agent, at: now),
            note: facts,
            patient: .known(
                patient.map {
                    PatientFacts(
                        $0,
                        owner.persons[$0],
                        worksHere: principal.worksHere[$0] ?? .unknown,
                        at: now
                    )
                }
            ),
            directives: .known(
                directives.compactMap { DirectiveFacts($0, on: note, for: session.role, at: now) }
            ),
            legal: .known(
                legalProcess(in: directives.filter(\.isInForce), about: facts, note)
                    ?? declared.proceeding.map(LegalFacts.init)
            ),
            threat: .known(declared.threat),
            emergency: .known(declared.emergency),
            research: .known(declared.research),
            delivery: .known(declared.delivery),
            hour: session.core.environment.localHour(at: now),
            location: principal.host.location
        )
    }

    /// Consents under 42 CFR part 2 that a permit rests on: enough of them together, and none that could be left out.
    func consents(for action: NoteAction, on header: NoteHeader, of note: NoteID) -> [Part2Consent] {
        let filed = owner.directives.map(\.directive)
        let consents = filed.filter { $0.part2Consent != nil }
        let others = filed.filter { $0.part2Consent == nil }
        let patient = patient(of: header)
        let facts = NoteFacts(header, note: note, for: patient, owner: owner, session.core)
        func rests(on kept: [Directive]) -> Bool {
            let asked = request(action, about: patient, facts, note, under: others + kept)
            let decision = session.core.policy.decide(asked)
            return decision.effect == .permit && decision.obligations.contains(.attachConsent)
        }
        var needed = consents
        for consent in consents {
            let rest = needed.filter { $0.id != consent.id }
            if rests(on: rest) { needed = rest }
        }
        return needed.compactMap(\.part2Consent)
    }

    /// The subject on whose behalf or about whom the principal asks.
    private func patient(of header: NoteHeader) -> PatientID? {
        session.patient(askedAboutAmong: header.subjects, agent)
    }

    /// Everybody whom ``patient(of:)`` may give for a note of this owner.
    private var candidates: [PatientID?] {
        let patients = owner.patients
        let own = patients.filter { agent.acts(for: $0) }
        let others = (asker.map { [$0] } ?? patients).filter { !own.contains($0) }
        return own.isEmpty && others.isEmpty ? [nil] : own + others
    }

    /// The patient, if the principal asks as the patient or in the patient's place.
    private func asked(_ patient: PatientID) -> PatientID {
        agent.acts(for: patient) ? patient : asker ?? patient
    }

    private var asker: PatientID? { session.asker }

    /// Legal process on record that names the principal and reaches the note: of several what compels, then what covers the
    /// note expressly, then what came first.
    private func legalProcess(in directives: [Directive], about facts: NoteFacts, _ note: NoteID?)
        -> LegalFacts?
    {
        let organization = principal.organization
        let found = directives.compactMap { directive -> LegalProcess? in
            guard case .legalProcess(let process) = directive.document,
                process.withdrawnAt.map({ $0 > now }) ?? true, process.reaches(note),
                process.reaches(facts.subjects)
            else { return nil }
            let isNamed = process.recipients.contains {
                $0.names(session.principal, acting: session.role, of: organization)
            }
            return isNamed ? process : nil
        }
        let process =
            found.first { $0.mandatory && $0.expresslyCovers } ?? found.first(where: \.mandatory)
            ?? found.first(where: \.expresslyCovers) ?? found.first
        return process.map(LegalFacts.init)
    }
}

extension NoteSession {
    /// Of the subjects of a note the one on whose behalf or about whom the principal asks; the host is asked about nobody else.
    func patient(askedAboutAmong subjects: [PatientID], _ agent: PatientAgent) -> PatientID? {
        agent.actedFor(among: subjects).first ?? asker ?? subjects.first
    }

    /// A patient who asks about notes of others asks for nobody else, and is not a subject of theirs.
    fileprivate var asker: PatientID? { role == .patient ? principal.patient : nil }
}

extension NoteFacts {
    /// The same of a note that somebody wrote by another id: nobody cosigns what they wrote.
    fileprivate func counting(_ principal: PrincipalID, for linked: Set<PrincipalID>) -> NoteFacts {
        guard case .known(let authors) = originators, !linked.isDisjoint(with: authors) else { return self }
        var facts = self
        facts.originators = .known(authors + [principal])
        return facts
    }
}

extension LegalProcess {
    fileprivate func reaches(_ note: NoteID?) -> Bool {
        guard let notes, let note else { return true }
        return notes.contains(note)
    }

    fileprivate func reaches(_ subjects: Fact<[PatientID]>) -> Bool {
        guard case .known(let subjects) = subjects else { return true }
        return !self.subjects.isDisjoint(with: subjects)
    }
}

extension Directive {
    fileprivate var part2Consent: Part2Consent? {
        if case .part2Consent(let consent) = document { consent } else { nil }
    }
}

extension OwnerAggregate {
    /// The patients whose record this is.
    var patients: [PatientID] { persons.keys.sorted() }
}
