internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension RecordImport {
    /// A person as a source describes them, with what tells the source's states of them apart.
    struct DescribedPerson {
        let person: Person
        let key: PersonIdentifier?
        let version: ExternalVersion?
        let links: [ExternalLink]
        var claims: [PersonIdentifier] = []
        var labels = ExternalLabels.none
        var isSaidAlive = false
    }

    /// What became of a patient, and whether nobody has described them yet.
    private typealias Made = (outcome: ImportOutcome<PatientID>, isProvisional: Bool)

    /// Finds or registers each patient, and takes over what is new of those who are found.
    ///
    /// - Returns: What became of each, and which of them are on record provisionally.
    func importPatients() async throws(NotesError) -> ([ImportOutcome<PatientID>], provisional: Set<Int>) {
        let described = records.patients.map(\.described)
        let states = KeyedStates(described.map { $0?.state })
        let contradicted = states.conflicting.union(
            contradictedPatients(
                described.enumerated().map { position, person in
                    // What a note calls somebody contradicts nothing.
                    guard states.newest(of: position) == nil, person?.person.isProvisional == false else {
                        return nil
                    }
                    return person?.person
                }
            )
        )
        var outcomes: [Int: ImportOutcome<PatientID>] = [:]
        var provisional: Set<Int> = []
        for (position, patient) in records.patients.enumerated() where states.newest(of: position) == nil {
            do throws(NotesError) {
                guard !contradicted.contains(position) else {
                    throw NotesError(.identityConflict, at: "patients")
                }
                let made =
                    if let person = described[position] {
                        try await importPatient(person)
                    } else {
                        try await known(patient)
                    }
                outcomes[position] = made.outcome
                if made.isProvisional { provisional.insert(position) }
            } catch
                where [.notFound, .notStaff, .identityConflict, .identifierMissing, .tampered].contains(
                    error.code
                )
            {
                outcomes[position] = .refused(error)
            }
        }
        for position in records.patients.indices {
            guard let newest = states.newest(of: position) else { continue }
            outcomes[position] = outcomes[newest]?.ofOlderState
            if provisional.contains(newest) { provisional.insert(position) }
        }
        let all = records.patients.indices.map { position in
            outcomes[position] ?? .refused(NotesError(.invalidInput, at: "patients"))
        }
        return (all, provisional)
    }

    /// A patient who must be on record.
    private func known(_ patient: ExternalPatient) async throws(NotesError) -> Made {
        try await core.inTime {
            switch patient {
            case .known(let id):
                let view = try await core.view([id.owner: []]).owners[id.owner]?.ifRecord(of: id)
                try await requireImport(
                    for: id,
                    view?.aggregate,
                    orElse: NotesError(.notFound, at: "patients")
                )
                guard let view else { throw NotesError(.notFound, at: "patients") }
                return (.unchanged(id), view.aggregate.isProvisional(id))
            case .identified(let identifiers):
                // Decided before anybody is looked for.
                _ = try await requireRegistration(by: try await importer())
                guard let found = try await self.patient(identifiedBy: identifiers) else {
                    throw NotesError(.notFound, at: "patients")
                }
                return (.unchanged(found.patient), found.owner.isProvisional(found.patient))
            case .person, .provisional: throw NotesError(.invalidInput, at: "patients")
            }
        }
    }

    /// The people of the input who are named alike, directly or by others between them, though they cannot all be one.
    private func contradictedPatients(_ people: [Person?]) -> Set<Int> {
        var alike = LinkedPositions(people.count)
        var first: [PersonIdentifier: Int] = [:]
        for (position, person) in people.enumerated() {
            for identifier in person?.identifiers ?? [] {
                alike.link(position, first[identifier] ?? position)
                first[identifier] = position
            }
        }
        return alike.groups.filter { !Person.areOne($0.compactMap { people[$0] }) }
            .reduce(into: []) { $0.formUnion($1) }
    }

    /// The patient on record who is this person, or else a new one.
    private func importPatient(
        _ described: DescribedPerson
    ) async throws(NotesError) -> Made {
        let person = described.person
        return try await CallTime.within(core.timeout) { () async throws(NotesError) in
            guard !person.identifiers.isEmpty else { throw NotesError(.identifierMissing, at: "patients") }
            let keys = try await core.tenantKeys()
            var contention = Contention(core)
            defer { contention.end() }
            // Two imports at once put a patient on record once: what names the patient names nobody else.
            while true {
                // Decided before anybody is looked for.
                let importer = try await importer()
                var decision = try await requireRegistration(by: importer)
                var action = NoteAction.register
                var transaction = Transaction(core, keys: keys)
                let outcome: ImportOutcome<PatientID>
                var isProvisional = person.isProvisional
                var (changed, labeled) = (PatientID?.none, PatientID?.none)
                if let found = try await patient(like: described) {
                    let patient = found.patient
                    isProvisional = found.owner.isProvisional(patient)
                    guard let update = PersonUpdate(described, of: found) else {
                        return (.unchanged(patient), isProvisional)
                    }
                    let permit = isDryRun ? nil : try await permit(importer, update, in: &transaction)
                    if permit == nil, !isDryRun, let labels = update.labels {
                        // Who may import and not change what is known of people brings the labels all the same.
                        let records = [LabeledRecord(encounter: nil, labels: labels)]
                        return (try await label(patient, with: records), isProvisional)
                    }
                    guard let permit else {
                        return (isDryRun ? .importable : .unchanged(patient), isProvisional)
                    }
                    isProvisional = update.person?.isProvisional ?? isProvisional
                    changed = update.person.map { _ in patient }
                    labeled = update.labels.map { _ in patient }
                    (decision, action) = (permit, .updatePerson)
                    guard let written = try await write(update, in: &transaction) else {
                        try await contention.overtaken(at: [patient.owner])
                        continue
                    }
                    outcome = written
                } else {
                    if isDryRun { return (.importable, isProvisional) }
                    do throws(NotesError) {
                        let patient = try await core.begin(person, in: &transaction)
                        outcome = described.links.isEmpty ? .imported(patient) : .linked(patient)
                        try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                            editor.aggregate.origins = described.origin.map { [$0] } ?? []
                            editor.aggregate.take([LabeledRecord(encounter: nil, labels: described.labels)])
                        }
                    } catch  where error.code == .identityConflict {
                        // Somebody came on record since it was looked for.
                        try await contention.overtaken()
                        continue
                    }
                }
                for owner in transaction.editors.keys.sorted() {
                    transaction.record(
                        importer.entry(
                            .registration,
                            action,
                            on: .owner(owner),
                            decision: decision,
                            at: transaction.now
                        )
                    )
                }
                transaction.expect(importer.state.current.guardExpectation)
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed:
                    if let changed { try await core.keep(.person(changed)) }
                    if let labeled { try await core.keep(.labeled(labeled)) }
                    return (outcome, isProvisional)
                case .conflict: try await contention.overtaken()
                case .outcomeUnknown: throw NotesError(.outcomeUnknown)
                }
            }
        }
    }

    func conflict() async throws(NotesError) -> NotesError {
        try await core.record(importer().refusal(nil, .importRecords, at: core.now))
        return NotesError(.identityConflict, at: "patients")
    }

    /// Whether the policy lets the importer change what is known of a patient; `nil` if it does not, which is on record then.
    private func permit(
        _ importer: NoteSession,
        _ update: PersonUpdate,
        in transaction: inout Transaction
    ) async throws(NotesError) -> Decision? {
        do {
            return try await core.tell {
                try await importer.require(.update([update.patient], labels: nil), in: &transaction)
            }
        } catch {
            let told = NotesError(thrown: error)
            guard [.notFound, .refused].contains(told.code) else { throw told }
            return nil
        }
    }

    /// - Returns: What becomes of the patient; `nil` if the record has moved since it was looked at.
    private func write(
        _ update: PersonUpdate,
        in transaction: inout Transaction
    ) async throws(NotesError) -> ImportOutcome<PatientID>? {
        let patient = update.patient
        try await core.edit(patient, in: &transaction)
        guard let editor = transaction.editors[patient.owner], editor.aggregate == update.owner else {
            return nil
        }
        if let person = update.person { try await core.change(patient, to: person, in: &transaction) }
        if let labels = update.labels {
            let records = [LabeledRecord(encounter: nil, labels: labels)]
            try await core.label(patient, with: records, in: &transaction)
        }
        return try transaction.change(patient.owner) { (editor) throws(CryptoError) in
            editor.aggregate.origins = update.origins
            guard !update.isLinked || update.person != nil && !update.isDisputed else {
                return .linked(patient)
            }
            guard update.person != nil || update.labels != nil else { return .unchanged(patient) }
            return .changed(patient, from: editor.epochBefore, to: editor.epochBefore + 1)
        }
    }

    /// Whether the policy lets the importer add to a patient's record.
    @discardableResult
    func requireImport(
        for patient: PatientID,
        _ owner: OwnerAggregate?,
        orElse refusal: NotesError
    ) async throws(NotesError) -> Decision {
        let importer = try await importer()
        let now = core.now
        let decision = await importer.decide(
            .importRecords,
            [PaperFacts(benefits: .known(false), filedBySelf: .known(true))],
            of: patient,
            owner ?? OwnerAggregate(fresh: core.environment.entropy),
            at: now
        )[0]
        guard decision.effect != .permit else { return decision }
        try await core.record(importer.refusal(decision, .importRecords, .wholeRecord(of: patient), at: now))
        throw refusal
    }

    /// Whether the policy lets the importer put people on record.
    private func requireRegistration(by importer: NoteSession) async throws(NotesError) -> Decision {
        let now = core.now
        let decision = await importer.decideAboutNobody(.register, benefits: false, at: now)
        guard decision.effect != .permit else { return decision }
        try await core.record(importer.refusal(decision, .register, at: now))
        throw NotesError(.notStaff, at: "patients")
    }
}

extension ExternalPatient {
    /// A person whom the source describes.
    fileprivate var described: RecordImport.DescribedPerson? {
        switch self {
        case .person(let person, let key, let version, let links, let claims, let labels, let isSaidAlive):
            return RecordImport.DescribedPerson(
                person: person,
                key: key,
                version: version,
                links: links,
                claims: claims,
                labels: labels,
                isSaidAlive: isSaidAlive
            )
        case .provisional(let name, let key, let numbers):
            let person = Person(
                legalName: name ?? Person.nameNotKnown,
                identifiers: (numbers + [key]).uniqued,
                isProvisional: true
            )
            return RecordImport.DescribedPerson(person: person, key: key, version: nil, links: [])
        case .known, .identified: return nil
        }
    }
}

extension RecordImport.DescribedPerson {
    /// What tells its states apart; one without a key stands for itself.
    fileprivate var state: KeyedStates.State? {
        // What notes call somebody is no state of the record.
        person.isProvisional
            ? nil
            : key.map {
                var told = ByteWriter()
                told.list(labels.written) { writer, label in
                    writer.text(label.system)
                    writer.text(label.code)
                }
                return KeyedStates.State(
                    key: $0,
                    version: version,
                    content: Digest.of(person.encodedBytes + told.bytes)
                )
            }
    }

    /// The source's record, as it is kept with a new patient.
    fileprivate var origin: PersonOrigin? {
        guard !person.isProvisional, let key else { return nil }
        return PersonOrigin(
            key: key,
            version: version,
            links: links.uniqued,
            death: person.isAlive ? nil : .entered
        )
    }

    /// Whether this cannot be the person on record: of one whom the source's own record names by now, the name tells nothing.
    func contradicts(_ known: Person, _ origins: [PersonOrigin]) -> Bool {
        let isRenamed = key.map { key in origins.contains { $0.key == key } } ?? false
        guard isRenamed || known.isProvisional else { return contradicts(known) }
        var nameless = person
        nameless.legalName = ""
        return known.contradicts(nameless)
    }

    /// Whether name, birth or gender contradict somebody's.
    func contradicts(_ known: Person) -> Bool { known.contradicts(person) }
}

extension Person {
    /// Whether nothing that is known of some people contradicts that they are one.
    fileprivate static func areOne(_ people: [Person]) -> Bool {
        let told = Set(people.map(\.told)).map { $0 }
        return told.indices.allSatisfy { place in
            told[..<place].allSatisfy { !$0.contradicts(told[place]) }
        }
    }

    /// The person with nothing but what people are compared by.
    private var told: Person {
        Person(
            legalName: legalName,
            birthDate: birthDate,
            partialBirthDate: partialBirthDate,
            gender: gender
        )
    }
}

extension OwnerAggregate {
    /// Whether nobody has described a patient yet.
    fileprivate func isProvisional(_ patient: PatientID) -> Bool { persons[patient]?.isProvisional ?? false }
}
