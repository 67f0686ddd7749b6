internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension RecordImport {
    private typealias Numbered = (position: Int, note: PreparedNote)

    /// Writes the notes of one owner that are not in the vault yet, in one commit.
    func importNotes(
        _ notes: [(position: Int, note: PreparedNote)],
        about subjects: Subjects
    ) async throws(VaultError) -> [Int: ImportOutcome<NoteID>] {
        try await core.inTime { () async throws(VaultError) in
            let keys = try await core.tenantKeys()
            let lookedUp = Set(notes.flatMap(\.note.lookedUp))
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                // Viewed before the look-up, so that a note that comes in between makes the commit fail.
                var transaction = Transaction(core, keys: keys)
                var owner: (id: OwnerID, subjects: [PatientID])?
                let importer = try await importer()
                var decision: Decision?
                if case .onRecord(let patients) = subjects {
                    // Decided before anything is looked up: who may not import learns nothing of what there is.
                    decision = try await require(importer, patients, notes.map(\.note), in: &transaction)
                    owner = (try await core.owner(of: patients, in: &transaction), patients)
                }
                let existing = try await core.notes(identifiedBy: lookedUp)
                var outcomes: [Int: ImportOutcome<NoteID>] = [:]
                var fresh: [Numbered] = []
                for (position, note) in notes {
                    if let outcome = try await known(note, existing, owner?.subjects ?? [], to: importer) {
                        outcomes[position] = outcome
                    } else {
                        outcomes[position] = .importable
                        fresh.append((position, note))
                    }
                }
                guard !isDryRun, !fresh.isEmpty, let owner else { return outcomes }
                if owner.subjects.count > 1 {
                    let authors = Set(fresh.flatMap { $0.note.authors.map(\.principal) })
                    try await core.remember(authors, of: owner.subjects, in: &transaction)
                }
                let ids = try write(
                    fresh.map(\.note),
                    about: owner.subjects,
                    existing,
                    owner.id,
                    by: importer,
                    decision,
                    in: &transaction
                )
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed:
                    for ((position, _), id) in zip(fresh, ids) { outcomes[position] = .imported(id) }
                    return outcomes
                case .conflict(let moved):
                    let changed = Set(transaction.editors.keys).intersection(moved.map(\.owner))
                    try await contention.overtaken(at: changed)
                case .outcomeUnknown: throw VaultError(.outcomeUnknown)
                }
            }
        }
    }

    /// Whether the policy lets the importer take notes over about these patients.
    ///
    /// - Returns: The decision about the first of them.
    /// - Throws: ``VaultError`` with `notFound`, as if there were no such patients, once the refusal is on record.
    private func require(
        _ importer: NoteSession,
        _ subjects: [PatientID],
        _ notes: [PreparedNote],
        in transaction: inout Transaction
    ) async throws(VaultError) -> Decision? {
        let now = transaction.now
        let views = try await core.view(Dictionary(subjects.map { ($0.owner, []) }) { first, _ in first })
            .owners
        let facts = await importer.factsOfPrincipal(subjects, at: now)
        let namesImporter = notes.contains { $0.authors.contains(where: \.isImporter) }
        let paper = PaperFacts(benefits: .known(namesImporter), filedBySelf: .known(true))
        let decisions = subjects.map { patient in
            let owner =
                views[patient.owner]?.ifRecord(of: patient)?.aggregate
                ?? OwnerAggregate(fresh: core.environment.entropy)
            return core.policy.decide(
                AccessCase(principal: facts, owner: owner, now: now)
                    .request(.importRecords, with: paper, of: patient)
            )
        }
        for (patient, decision) in zip(subjects, decisions) where decision.effect != .permit {
            try await importer.recordRefusal(
                decision,
                .importRecords,
                .wholeRecord(of: patient),
                revision: 0,
                epoch: 0,
                at: now
            )
            throw VaultError(.notFound, at: "subjects")
        }
        for patient in subjects {
            guard let view = views[patient.owner]?.ifRecord(of: patient) else {
                throw VaultError(.notFound, at: "subjects")
            }
            transaction.expect(view.guardExpectation)
        }
        return decisions.first
    }

    /// What became of a note whose identifier is in the vault: it is the same one, or something is wrong.
    private func known(
        _ note: PreparedNote,
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID],
        to importer: NoteSession
    ) async throws(VaultError) -> ImportOutcome<NoteID>? {
        let found = note.identifiers.flatMap { existing[$0] ?? [] }
        guard let first = found.first else { return nil }
        guard Set(found.map(\.id)).count == 1, Set(first.header.subjects) == Set(subjects),
            first.header.compartment == note.content.compartment, await isTold(of: first, importer)
        else {
            // That a number is taken is learned by who tries it, and this tells who did.
            try await importer.recordConflict(.importRecords, at: core.now)
            return .refused(VaultError(.identityConflict, at: "identifiers"))
        }
        return .alreadyImported(first.id)
    }

    /// Whether an importer learns which note has a number: who imported it, whose office it is to import, and who may read it.
    private func isTold(of note: LoadedNote, _ importer: NoteSession) async -> Bool {
        let isOffice = importer.state.current.enrolment.standing.role.keepsPapers
        guard !isOffice, note.header.origin?.by != importer.principal else { return true }
        let now = core.now
        let facts = await importer.factsOfPrincipal(note.header.subjects, at: now)
        return importer.mayKnow(of: note, facts, as: .read, at: now)
    }

    private func write(
        _ notes: [PreparedNote],
        about subjects: [PatientID],
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ owner: OwnerID,
        by session: NoteSession,
        _ decision: Decision?,
        in transaction: inout Transaction
    ) throws(VaultError) -> [NoteID] {
        guard let keyring = session.state.keyring else { throw VaultError(.keyringRequired, at: "unlocking") }
        let now = transaction.now
        let writer = NoteWriter(session: session, keys: transaction.keys, now: now)
        let ids = try transaction.change(owner) { (editor) throws(CryptoError) in
            editor.remember(certificate: session.state.current.enrolment.certificate)
            let records = notes.map { _ in editor.newRecord() }
            let keyed = try compartmentKeys(for: notes, writer, keyring, in: &editor)
            return try writer.create(
                linked(
                    notes,
                    records.map { NoteID(owner: owner, record: $0) },
                    existing,
                    subjects,
                    from: ImportOrigin(by: session.principal, at: now, source: self.records.source)
                ),
                as: records,
                keyed,
                in: &editor,
                signing: keyring.signer(.importer)
            )
        }
        var guards: [RecordKey: Expectation] = [:]
        for author in notes.flatMap(\.authors) {
            guards[author.standing.guardExpectation.key] = author.standing.guardExpectation
        }
        guards[session.state.current.guardExpectation.key] = session.state.current.guardExpectation
        for expectation in guards.values { transaction.expect(expectation) }
        // A group that comes on record with its first note changes its members' records too.
        for changed in transaction.editors.values.filter(\.raisesEpoch).map(\.records.owner).sorted() {
            transaction.record(changed) { change, epoch in
                session.entry(.registration, .create, owner: changed, epoch: epoch, change: change, at: now)
            }
        }
        for id in ids {
            transaction.record(owner) { change, epoch in
                session.entry(
                    .importing,
                    .create,
                    owner: owner,
                    record: id.record,
                    revision: 1,
                    decision: decision,
                    epoch: epoch,
                    change: change,
                    at: now
                )
            }
        }
        return ids
    }

    /// The compartment key of each note.
    ///
    /// A granted one that others wrote is sealed under a key drawn for it, granted to its authors
    /// and kept nowhere else: the importer cannot open it again.
    private func compartmentKeys(
        for notes: [PreparedNote],
        _ writer: NoteWriter,
        _ keyring: Keyring,
        in editor: inout OwnerEditor
    ) throws(CryptoError) -> [CompartmentKey] {
        struct Audience: Hashable {
            let compartment: Compartment
            let readers: [PrincipalID: PublicKeys]
        }
        var drawn: [Audience: CompartmentKey] = [:]
        var keys: [CompartmentKey] = []
        for note in notes {
            let compartment = note.content.compartment
            let isOwn = note.authors.allSatisfy { $0.principal == session.principal }
            if compartment.custody == .ordinary || isOwn {
                keys.append(try writer.keyForWriting(compartment, in: &editor))
                continue
            }
            var readers: [PrincipalID: PublicKeys] = [:]
            for author in note.authors { readers[author.principal] = author.standing.enrolment.keys }
            let audience = Audience(compartment: compartment, readers: readers)
            if let key = drawn[audience] {
                keys.append(key)
                continue
            }
            let key = try writer.draw(compartment, for: readers, by: keyring, in: &editor)
            drawn[audience] = key
            keys.append(key)
        }
        return keys
    }

    /// The notes as they are written, with their relations to each other and to notes in the vault.
    private func linked(
        _ notes: [PreparedNote],
        _ ids: [NoteID],
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID],
        from origin: ImportOrigin
    ) -> [NewNote] {
        var targets: [PersonIdentifier: (id: NoteID, compartment: Compartment)] = [:]
        for (identifier, found) in existing where found.count == 1 && found[0].id.owner == ids.first?.owner {
            targets[identifier] = (found[0].id, found[0].header.compartment)
        }
        for (note, id) in zip(notes, ids) {
            for identifier in note.identifiers { targets[identifier] = (id, note.content.compartment) }
        }
        var addenda: [NoteID: [NoteID]] = [:]
        var relations: [NoteRelation?] = []
        for (note, id) in zip(notes, ids) {
            guard let relation = note.relation, let target = targets[relation.target], target.id != id,
                target.compartment == note.content.compartment
            else {
                relations.append(nil)
                continue
            }
            relations.append(relation.resolved(target.id))
            if case .addendum = relation { addenda[target.id, default: []].append(id) }
        }
        return zip(zip(notes, ids), relations).map { pair, relation in
            let (note, id) = pair
            return NewNote(
                content: note.content,
                kind: note.kind,
                status: note.status,
                // Whoever imports their own notes says so of themselves.
                originators: note.authors.filter { !$0.isImporter }.map(\.principal).uniqued,
                subjects: subjects,
                period: note.period,
                relation: relation,
                addenda: addenda[id] ?? [],
                identifiers: note.identifiers,
                attestedAuthors: note.attestedAuthors,
                origin: origin,
                coauthors: note.authors.filter(\.isImporter).map(\.principal).uniqued,
                received: note.received
            )
        }
    }
}

extension [PrincipalID] {
    fileprivate var uniqued: [PrincipalID] {
        var seen: Set<PrincipalID> = []
        return filter { seen.insert($0).inserted }
    }
}
