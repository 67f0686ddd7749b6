internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension RecordImport {
    /// Finds or registers each patient.
    func importPatients() async throws(VaultError) -> [ImportOutcome<PatientID>] {
        let persons = records.patients.map { patient -> [PersonIdentifier] in
            if case .person(let person) = patient { person.identifiers } else { [] }
        }
        let repeated = repeatedIdentifiers(persons)
        let candidates = try await core.candidates(Set(persons.joined()), in: .owner)
        var outcomes: [ImportOutcome<PatientID>] = []
        for patient in records.patients {
            do throws(VaultError) {
                switch patient {
                case .known(let id):
                    guard let view = try await core.view([id.owner: []]).owners[id.owner],
                        view.aggregate.persons[id] != nil
                    else { throw VaultError(.notFound, at: "patients") }
                    outcomes.append(.alreadyImported(id))
                case .person(let person):
                    guard repeated.isDisjoint(with: person.identifiers) else {
                        throw VaultError(.identityConflict, at: "patients")
                    }
                    outcomes.append(try await importPatient(person, candidates))
                }
            } catch
                where [.notFound, .identityConflict, .identifierMissing].contains(error.code)
                || (error.code == .tampered)
            {
                outcomes.append(.refused(error))
            }
        }
        return outcomes
    }

    private func importPatient(
        _ person: Person,
        _ candidates: [PersonIdentifier: Set<RecordKey>]
    ) async throws(VaultError) -> ImportOutcome<PatientID> {
        try await core.inTime { () async throws(VaultError) in
            guard !person.identifiers.isEmpty else { throw VaultError(.identifierMissing, at: "patients") }
            if let known = try await patient(like: person, candidates) { return .alreadyImported(known) }
            if isDryRun { return .importable }
            return try await register(person)
        }
    }

    /// The patient on record who carries one of the person's identifiers; somebody born on another day is not taken
    /// for the same.
    private func patient(
        like person: Person,
        _ candidates: [PersonIdentifier: Set<RecordKey>]
    ) async throws(VaultError) -> PatientID? {
        var found: [PatientID: Person] = [:]
        for owner in Set(person.identifiers.flatMap { candidates[$0] ?? [] }.map(\.owner)) {
            guard let view = try await core.view([owner: []]).owners[owner] else { continue }
            let patient = PatientID(owner.bytes)
            // The index only points; what the patient's own record says counts.
            guard let known = view.aggregate.persons[patient],
                !Set(known.identifiers).isDisjoint(with: person.identifiers)
            else { continue }
            found[patient] = known
        }
        guard let (patient, known) = found.first else { return nil }
        let isSameDay =
            known.birthDate == nil || person.birthDate == nil || known.birthDate == person.birthDate
        guard found.count == 1, isSameDay else { throw VaultError(.identityConflict, at: "patients") }
        return patient
    }

    private func register(_ person: Person) async throws(VaultError) -> ImportOutcome<PatientID> {
        let identifiers = person.identifiers.sorted { ($0.system, $0.value) < ($1.system, $1.value) }
        // Two imports at once put a patient on record once: both write under a receipt of the same name.
        let request = WriteRequest(
            PrincipalID(core.tenant.bytes),
            IdempotencyKey("import-patient"),
            named: identifiers
        )
        let keys = try await core.tenantKeys()
        var standing: UInt64 = 0
        var contention = Contention(core)
        defer { contention.end() }
        while true {
            let importer = try await importer()
            var transaction = Transaction(core, keys: keys)
            let (patient, now) = (PatientID(core.environment.entropy.bytes16()), transaction.now)
            try transaction.create(patient.owner)
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                editor.aggregate.persons[patient] = person
                try editor.filePerson(person)
            }
            transaction.record(patient.owner) { change, epoch in
                importer.entry(
                    .registration,
                    .create,
                    owner: patient.owner,
                    epoch: epoch,
                    change: change,
                    at: now
                )
            }
            transaction.expect(importer.state.current.guardExpectation)
            let outcome: VaultCore.WriteOutcome
            do throws(VaultError) {
                outcome = try await core.commit(
                    &transaction,
                    of: request,
                    answering: patient.bytes.bytes,
                    replacing: &standing
                )
            } catch  where error.code == .idempotencyMismatch {
                throw VaultError(.identityConflict, at: "patients")
            }
            switch outcome {
            case .written: return .imported(patient)
            case .earlier(let answer): return .alreadyImported(try Receipt.identifier(in: answer))
            case .conflict: try await contention.overtaken()
            }
        }
    }

    /// Who the authors are, as the host says or by an identifier.
    func resolvedAuthors() async throws(VaultError) -> [ForeignAuthor: ResolvedAuthor] {
        let authors = Set(records.notes.flatMap(\.authors))
        let unnamed = authors.filter { $0.principal == nil }
        let candidates = try await core.candidates(Set(unnamed.flatMap(\.identifiers)), in: .owner)
        var resolved: [ForeignAuthor: ResolvedAuthor] = [:]
        for author in authors {
            do throws(VaultError) {
                resolved[author] = try await resolve(author, candidates)
            } catch  where error.code == .tampered {
                resolved[author] = .unreadable
            }
        }
        return resolved
    }

    private func resolve(
        _ author: ForeignAuthor,
        _ candidates: [PersonIdentifier: Set<RecordKey>]
    ) async throws(VaultError) -> ResolvedAuthor {
        try await core.inTime { () async throws(VaultError) in
            if let principal = author.principal { return try await enrolled(principal) }
            var found: [PrincipalID] = []
            for owner in Set(author.identifiers.flatMap { candidates[$0] ?? [] }.map(\.owner)) {
                guard let staff = try await core.view([owner: []]).owners[owner]?.aggregate.staff,
                    !Set(staff.identifiers).isDisjoint(with: author.identifiers)
                else { continue }
                found.append(PrincipalID(owner.bytes))
            }
            // Who could be either of two is neither.
            return found.count == 1 ? try await enrolled(found[0]) : .attested
        }
    }

    private func enrolled(_ principal: PrincipalID) async throws(VaultError) -> ResolvedAuthor {
        do throws(VaultError) {
            let standing = try await core.standing(of: principal)
            return .enrolled(EnrolledAuthor(principal: principal, standing: standing))
        } catch  where error.code == .notEnrolled {
            return .attested
        }
    }
}

extension WriteRequest {
    /// A request that is named by identifiers.
    fileprivate init(
        _ principal: PrincipalID,
        _ prefix: IdempotencyKey,
        named identifiers: [PersonIdentifier]
    ) {
        var writer = ByteWriter(capacity: 256)
        writer.list(identifiers) { writer, identifier in
            writer.text(identifier.system)
            writer.text(identifier.value)
        }
        let name = String(decoding: writer.bytes, as: UTF8.self)
        self.init(principal, IdempotencyKey("\(prefix.value) \(name)"), prefix.value) { $0.text(name) }
    }
}
