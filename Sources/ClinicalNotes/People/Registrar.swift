internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Puts people on record: for the practice itself, which its host speaks for, or for somebody whom the policy lets.
///
/// The one place where owners begin, and where it is recorded who began them.
struct Registrar: Sendable {
    let core: VaultCore
    /// Who acts; `nil` for the practice itself.
    let session: NoteSession?

    init(_ core: VaultCore, for session: NoteSession? = nil) {
        self.core = core
        self.session = session
    }

    /// Who acts, as the audit log names them.
    var actor: AuditActor { session?.actor ?? .practice(core.tenant) }

    /// What somebody would do, as the policy is asked.
    enum Question {
        /// Put a patient on record who is not yet.
        case register
        /// Change what is known of patients, and the labels that they get if it is one.
        case update([PatientID], labels: Set<HostWord>? = nil)
        /// Put somebody new on record who acts: it waits for somebody else.
        case enroll
        /// Bring keys of one's own: they wait for somebody else.
        case bring
        /// Vouch for somebody, or for keys, that are on record or certified elsewhere.
        case certify(PrincipalID)
        /// Say that several ids are one human's.
        case link(Set<PrincipalID>)
        /// Say that some ids are one human's no longer.
        case unlink(Set<PrincipalID>)
        /// Carry in what the authority outside certified, which stands for a second person.
        case carry(PrincipalID)
        /// End an enrollment, which never waits.
        case end
    }

    func register(_ person: Person, _ idempotencyKey: IdempotencyKey) async throws(NotesError) -> PatientID {
        let receipt = try await write(
            .registration,
            "register",
            idempotencyKey,
            { person.encode(into: &$0) },
            asking: .register
        ) { transaction in
            let patient = try await core.begin(person, in: &transaction)
            return (patient.owner, patient.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    func register(group members: [PatientID], _ idempotencyKey: IdempotencyKey) async throws(NotesError)
        -> GroupID
    {
        guard Set(members).count == members.count, members.count > 1 else {
            throw NotesError(.invalidInput, at: "members")
        }
        let receipt = try await write(
            .registration,
            "register-group",
            idempotencyKey,
            { $0.list(members) { $0.identifier($1) } },
            asking: .update(members)
        ) { transaction in
            let group = try await core.makeGroup(of: members, in: &transaction)
            return (group.owner, group.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    func update(_ patient: PatientID, _ person: Person, _ idempotencyKey: IdempotencyKey)
        async throws(NotesError)
    {
        _ = try await write(
            .registration,
            "update",
            idempotencyKey,
            {
                $0.identifier(patient)
                person.encode(into: &$0)
            },
            asking: .update([patient], labels: person.labels)
        ) { transaction in
            try await core.edit(patient, in: &transaction)
            try await core.change(patient, to: person, in: &transaction)
            return (patient.owner, [])
        }
        try await core.keep(.person(patient))
    }

    /// Carries a write out once, if the policy lets who asks, and records it for every owner that it changes.
    func write(
        _ event: AuditEntry.Event,
        _ name: String,
        _ idempotencyKey: IdempotencyKey,
        _ describe: (inout ByteWriter) -> Void,
        asking question: Question,
        _ body: (inout Transaction) async throws -> (owner: OwnerID, receipt: [UInt8])
    ) async throws(NotesError) -> [UInt8] {
        let practice = core.tenant.principal
        return try await core.inTime {
            let request = WriteRequest(session?.principal ?? practice, idempotencyKey, name, describe)
            if let earlier = try await core.earlier(request) {
                try await session?.refreshSnapshot()
                return earlier
            }
            return try await core.write(request, by: session) { transaction in
                let acting = session?.pinned()
                let decision = try await acting?.require(question, in: &transaction)
                let (owner, receipt): (OwnerID, [UInt8])
                do {
                    (owner, receipt) = try await body(&transaction)
                } catch let error as NotesError where error.code == .identityConflict {
                    throw acting?.conflict(question.action, error, at: transaction.now) ?? error
                }
                if let acting { transaction.expect(acting.state.current.guardExpectation) }
                let owners = Set(transaction.editors.keys).union([owner]).subtracting([core.practice])
                for target in owners.sorted().map({ AuditTarget.owner($0) }) {
                    let (action, now) = (question.action, transaction.now)
                    let isOther = event == .enrollmentEnd && target.owner != owner
                    let event = isOther ? AuditEntry.Event.affiliationEnd : event
                    transaction.record(
                        acting?.entry(event, action, on: target, decision: decision, at: now)
                            ?? actor.entry(event, action, on: target, at: now)
                    )
                }
                return receipt
            }
        }
    }
}

extension Registrar.Question {
    var action: NoteAction {
        switch self {
        case .register: .register
        case .update: .updatePerson
        case .enroll, .bring, .certify, .link, .unlink, .carry, .end: .enroll
        }
    }
}

extension NoteSession {
    /// Decides whether this principal may put people or keys on record, before anything is looked up.
    ///
    /// Who may not gets the same answer whether or not there are such people.
    func require(
        _ question: Registrar.Question,
        in transaction: inout Transaction
    ) async throws -> Decision? {
        let now = transaction.now
        switch question {
        case .register: return try await require(.register, benefits: false, filed: true, at: now)
        case .enroll: return try await require(.enroll, benefits: false, filed: true, at: now)
        case .bring: return try await require(.enroll, benefits: true, filed: true, at: now)
        case .end: return try await require(.enroll, benefits: false, filed: false, at: now)
        case .carry(let holder):
            let isOwn = holder == principal
            return try await require(.enroll, benefits: isOwn, filed: isOwn, at: now)
        case .certify(let holder):
            return try await requireSecondPerson(in: &transaction) {
                try await core.selves(of: principal, among: [holder])
            }
        case .link(let affiliations):
            return try await requireSecondPerson(in: &transaction) {
                let selves = try await core.selves(of: principal, among: affiliations)
                return selves.union(try await core.unvouched(by: principal, among: affiliations))
            }
        case .unlink(let affiliations):
            return try await requireSecondPerson(in: &transaction) {
                try await core.selves(of: principal, among: affiliations)
            }
        case .update(let patients, let labels):
            let facts = await factsOfPrincipal(patients, at: now)
            func decide(_ selves: Set<PrincipalID>) async throws -> Decision? {
                try await require(
                    .updatePerson,
                    { owner in
                        let isLetIn = labels.map { owner.lets(facts, in: $0, at: now) } ?? false
                        let gains = isLetIn || !owner.representatives.isDisjoint(with: selves)
                        return PaperFacts(benefits: .known(gains), filedBySelf: .known(true))
                    },
                    of: patients,
                    in: &transaction
                )[patients[0].owner]
            }
            let decision = try await decide([principal])
            // Who represents a patient is looked up for nobody who may not change what is known of them anyway.
            let owners = try await core.view(
                Dictionary(patients.map { ($0.owner, []) }) { first, _ in first }
            )
            let represent = owners.owners.values.reduce(into: Set<PrincipalID>()) {
                $0.formUnion($1.aggregate.representatives)
            }
            let selves = try await core.selves(of: principal, among: represent)
            return selves.isEmpty ? decision : try await decide(selves)
        }
    }

    /// Decides whether this principal may vouch for people; of whom she may be herself only in a practice of one, since of what
    /// would wait nobody is the second person.
    ///
    /// - Parameters:
    ///   - transaction: What is to be committed.
    ///   - selves: Those of them who may be herself; looked up for nobody who may vouch for no one.
    /// - Returns: The permit.
    /// - Throws: ``NotesError``: a denial, or `notSolo`.
    private func requireSecondPerson(
        in transaction: inout Transaction,
        among selves: () async throws -> Set<PrincipalID>
    ) async throws -> Decision {
        let now = transaction.now
        let decision = try await require(.enroll, benefits: false, filed: false, at: now)
        guard try await !selves().isEmpty else { return decision }
        let own = try await require(.enroll, benefits: true, filed: false, at: now)
        try await core.requireSolo(of: principal, in: &transaction)
        return own
    }

    /// Hands out something of how somebody is enrolled, if the policy lets this principal ask; that they looked is on record.
    @inline(never)
    func inspect<Value>(
        enrollmentOf holder: PrincipalID,
        asking question: Registrar.Question,
        _ value: (OwnerAggregate?) -> Value
    ) async throws(NotesError) -> Value {
        try await handOut { session, now in
            var transaction = Transaction(core, keys: try await core.tenantKeys())
            let decision = try await session.require(question, in: &transaction)
            let view = try await core.view([holder.owner: []]).owners[holder.owner]
            _ = try core.certified(view?.aggregate.enrollment, of: holder)
            let target = AuditTarget.owner(holder.owner, epoch: view?.epoch ?? 0)
            let entry = session.entry(.inspection, question.action, on: target, decision: decision, at: now)
            return Unrecorded(
                value(view?.aggregate),
                guards: transaction.expectations + [view?.guardExpectation].compactMap { $0 },
                recordedBy: entry.declaring(transaction.declared)
            )
        }
    }

    /// Decides about what is nobody's record yet; the refusal tells of nobody.
    private func require(
        _ action: NoteAction,
        benefits: Bool,
        filed: Bool,
        at now: Instant
    ) async throws -> Decision {
        let decision = await decideAboutNobody(action, benefits: benefits, filed: filed, at: now)
        guard decision.effect == .permit else {
            throw Denial(refusal(decision, action, at: now)) { NotesError(Refusal(decision, core)) }
        }
        return decision
    }

    /// That somebody tried a number that somebody or something else has: the answer tells that it is taken.
    func conflict(_ action: NoteAction, _ error: NotesError, at now: Instant) -> Denial {
        Denial(refusal(nil, action, at: now)) { error }
    }

    func decideAboutNobody(
        _ action: NoteAction,
        benefits: Bool,
        filed: Bool = true,
        at now: Instant
    ) async -> Decision {
        let facts = await factsOfPrincipal([], at: now)
        let nobody = OwnerAggregate(fresh: core.environment.entropy)
        let paper = PaperFacts(benefits: .known(benefits), filedBySelf: .known(filed))
        return core.policy.decide(
            AccessCase(principal: facts, owner: nobody, now: now).request(action, with: paper, of: nil)
        )
    }
}

extension OwnerAggregate {
    /// Whether other labels of the patient let somebody in whom a house rule may keep out with those of now.
    fileprivate func lets(_ principal: FactsOfPrincipal, in labels: Set<HostWord>, at now: Instant) -> Bool {
        guard let patient = patients.first, persons[patient]?.labels != labels else { return false }
        let asked = AccessCase(principal: principal, owner: self, now: now).request(
            .read,
            onRecordOf: patient
        )
        return principal.session.core.policy.lets(asked) { request in
            guard case .known(.some(var patient)) = request.patient else { return }
            patient.labels = .known(labels)
            request.patient = .known(patient)
        }
    }
}
