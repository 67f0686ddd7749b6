internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension RecordImport {
    /// Finds or registers each patient.
    func importPatients() async throws(VaultError) -> [ImportOutcome<PatientID>] {
        let contradicted = contradictedPatients()
        var outcomes: [ImportOutcome<PatientID>] = []
        for (position, patient) in records.patients.enumerated() {
            do throws(VaultError) {
                switch patient {
                case .known(let id):
                    outcomes.append(
                        try await core.inTime { () async throws(VaultError) in
                            let view = try await core.view([id.owner: []]).owners[id.owner]?.ifRecord(of: id)
                            try await requireImport(
                                for: id,
                                view?.aggregate,
                                orElse: VaultError(.notFound, at: "patients")
                            )
                            guard view != nil else {
                                throw VaultError(.notFound, at: "patients")
                            }
                            return .alreadyImported(id)
                        }
                    )
                case .person(let person):
                    guard !contradicted.contains(position) else {
                        throw VaultError(.identityConflict, at: "patients")
                    }
                    outcomes.append(try await importPatient(person))
                }
            } catch
                where [.notFound, .notStaff, .identityConflict, .identifierMissing, .tampered].contains(
                    error.code
                )
            {
                outcomes.append(.refused(error))
            }
        }
        return outcomes
    }

    /// The people of the input who are named alike, directly or by others between them, though they cannot all be one.
    private func contradictedPatients() -> Set<Int> {
        let people = records.patients.map { patient -> Person? in
            if case .person(let person) = patient { person } else { nil }
        }
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
    private func importPatient(_ person: Person) async throws(VaultError) -> ImportOutcome<PatientID> {
        try await core.inTime { () async throws(VaultError) in
            guard !person.identifiers.isEmpty else { throw VaultError(.identifierMissing, at: "patients") }
            let keys = try await core.tenantKeys()
            var contention = Contention(core)
            defer { contention.end() }
            // Two imports at once put a patient on record once: what names the patient names nobody else.
            while true {
                // Decided before anybody is looked for.
                let importer = try await importer()
                let decision = try await requireRegistration(by: importer)
                if let known = try await patient(like: person) { return .alreadyImported(known) }
                if isDryRun { return .importable }
                var transaction = Transaction(core, keys: keys)
                let patient: PatientID
                do throws(VaultError) {
                    patient = try await core.begin(person, in: &transaction)
                } catch  where error.code == .identityConflict {
                    // Somebody came on record since it was looked for.
                    try await contention.overtaken()
                    continue
                }
                let now = transaction.now
                transaction.record(patient.owner) { change, epoch in
                    importer.entry(
                        .registration,
                        .register,
                        owner: patient.owner,
                        decision: decision,
                        epoch: epoch,
                        change: change,
                        at: now
                    )
                }
                transaction.expect(importer.state.current.guardExpectation)
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed: return .imported(patient)
                case .conflict: try await contention.overtaken()
                case .outcomeUnknown: throw VaultError(.outcomeUnknown)
                }
            }
        }
    }

    /// The patient on record who is the same person: named by an identifier of theirs, and nothing that is known
    /// contradicts it.
    private func patient(like person: Person) async throws(VaultError) -> PatientID? {
        let owners = try await core.owners(identifiedBy: person.identifiers)
        guard let (owner, view) = owners.first else { return nil }
        let patient = PatientID(owner.bytes)
        let conflict = VaultError(.identityConflict, at: "patients")
        // Whose record the importer may not add to, they do not learn who carries the number.
        try await requireImport(for: patient, view.aggregate, orElse: conflict)
        guard owners.count == 1, let known = view.aggregate.persons[patient], !known.contradicts(person)
        else {
            try await importer().recordConflict(.importRecords, at: core.now)
            throw conflict
        }
        return patient
    }

    /// Whether the policy lets the importer add to a patient's record.
    private func requireImport(
        for patient: PatientID,
        _ owner: OwnerAggregate?,
        orElse refusal: VaultError
    ) async throws(VaultError) {
        let importer = try await importer()
        let now = core.now
        let decision = await importer.decide(
            .importRecords,
            [PaperFacts(benefits: .known(false), filedBySelf: .known(true))],
            of: patient,
            owner ?? OwnerAggregate(fresh: core.environment.entropy),
            at: now
        )[0]
        guard decision.effect != .permit else { return }
        try await importer.recordRefusal(
            decision,
            .importRecords,
            .wholeRecord(of: patient),
            revision: 0,
            epoch: 0,
            at: now
        )
        throw refusal
    }

    /// Whether the policy lets the importer put people on record.
    private func requireRegistration(by importer: NoteSession) async throws(VaultError) -> Decision {
        let now = core.now
        let decision = await importer.decideAboutNobody(.register, benefits: false, at: now)
        guard decision.effect != .permit else { return decision }
        try await importer.recordRefusal(decision, .register, nil, revision: 0, epoch: 0, at: now)
        throw VaultError(.notStaff, at: "patients")
    }
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
