internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension RecordImport {
    private typealias Numbered = (position: Int, note: PreparedNote)

    /// What is to be done about the notes of one owner.
    struct Plan {
        var outcomes: [Int: ImportOutcome<NoteID>] = [:]
        var fresh: [(position: Int, note: PreparedNote, content: NewContent)] = []
        var updates: [(position: Int, update: NoteUpdate)] = []

        /// The files of fresh notes, once they are written.
        var written: [Int: WrittenFiles] = [:]
        /// The notes in the vault that change, those among them that are only linked with others.
        var changing: [NoteID: NoteUpdate] = [:]
        /// Those in the vault that name one that comes.
        var referring: Set<NoteID> = []
    }

    /// What one attempt to write the notes of an owner came to.
    private enum Attempt {
        /// They are written, or need not be.
        case done([Int: ImportOutcome<NoteID>])
        /// Files of theirs are to be written first, by the positions of the notes.
        case wants([Int: WantedFiles])
    }

    /// Writes what the notes of one owner bring, in one commit, and before it the files that belong to them.
    func importNotes(
        _ notes: [(position: Int, note: PreparedNote)],
        about subjects: Subjects
    ) async throws(NotesError) -> [Int: ImportOutcome<NoteID>] {
        var written: [Int: Result<WrittenFiles, NotesError>] = [:]
        while true {
            switch try await attempt(notes, about: subjects, with: written) {
            case .done(let outcomes): return outcomes
            case .wants(let wanted):
                for (position, files) in wanted.sorted(by: { $0.key < $1.key }) {
                    written[position] = try await core.write(files)
                }
            }
        }
    }

    private func attempt(
        _ notes: [(position: Int, note: PreparedNote)],
        about subjects: Subjects,
        with written: [Int: Result<WrittenFiles, NotesError>]
    ) async throws(NotesError) -> Attempt {
        try await core.inTime {
            let keys = try await core.tenantKeys()
            let lookedUp = Set(notes.flatMap(\.note.lookedUp))
            var contention = Contention(core)
            defer { contention.end() }
            while true {
                // Viewed before the look-up, so that a note that comes in between makes the commit fail.
                var transaction = Transaction(core, keys: keys)
                var owner: (id: OwnerID, subjects: [PatientID])?
                let importer = try await importer()
                var (decision, labeled) = (Decision?.none, [LabeledRecord]())
                if case .onRecord(let patients) = subjects {
                    // Decided before anything is looked up: who may not import learns nothing of what there is.
                    let required = try await require(importer, patients, notes.map(\.note), in: &transaction)
                    decision = required.decision
                    labeled = required.labeled
                    owner = (try await core.owner(of: patients, in: &transaction), patients)
                }
                var existing = try await core.notes(identifiedBy: lookedUp)
                var plan = try await plan(
                    notes,
                    existing,
                    owner?.subjects ?? [],
                    reachedBy: labeled,
                    by: importer,
                    at: transaction.now
                )
                if !isDryRun, let owner {
                    let wanted = try await plan.take(written, core)
                    if !wanted.isEmpty {
                        guard let view = try await core.view([owner.id: []]).owners[owner.id] else {
                            // Files need an owner that is on record: the group comes before its first note.
                            try await begin(owner.id, by: importer, in: &transaction)
                            continue
                        }
                        return .wants(try await wanting(wanted, of: view, by: importer))
                    }
                }
                guard !isDryRun, !plan.fresh.isEmpty || !plan.updates.isEmpty, let owner else {
                    return .done(plan.outcomes)
                }
                let related = try await related(to: &plan, &existing, of: owner.id, lookedUp)
                guard try await load(&plan, and: related, of: owner.id, in: &transaction) else {
                    try await contention.overtaken(at: [owner.id])
                    continue
                }
                if owner.subjects.count > 1, !plan.fresh.isEmpty {
                    let authors = Set(plan.fresh.flatMap { $0.note.authors.map(\.principal) })
                    try await core.remember(authors, of: owner.subjects, in: &transaction)
                }
                let ids = try write(
                    plan,
                    about: owner.subjects,
                    existing,
                    owner.id,
                    by: importer,
                    decision,
                    in: &transaction
                )
                switch try await core.commit(try transaction.batch(receipt: nil)) {
                case .committed:
                    for (fresh, id) in zip(plan.fresh, ids) { plan.outcomes[fresh.position] = .imported(id) }
                    for (position, update) in plan.updates { plan.outcomes[position] = update.outcome }
                    for (_, update) in plan.updates {
                        if update.withdraws { try await core.keep(.withdrawal(update.current.id)) }
                        if update.relabels { try await core.keep(.labels(update.current.id)) }
                    }
                    return .done(plan.outcomes)
                case .conflict(let moved):
                    let changed = Set(transaction.editors.keys).intersection(moved.map(\.owner))
                    try await contention.overtaken(at: changed)
                case .outcomeUnknown: throw NotesError(.outcomeUnknown)
                }
            }
        }
    }

    /// Finds out which notes the vault has, and what of them is new.
    private func plan(
        _ notes: [Numbered],
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID],
        reachedBy labeled: [LabeledRecord],
        by importer: NoteSession,
        at now: Instant
    ) async throws(NotesError) -> Plan {
        var plan = Plan()
        // Each note of the vault is the earlier state of one that comes: of the one that has its key, if there is one.
        var taken = Set(notes.flatMap { $0.note.namedByKey(in: existing).map(\.id) })
        for (position, note) in notes {
            do throws(NotesError) {
                guard let known = try await known(note, existing, subjects, besides: taken, to: importer)
                else {
                    let note = note.reached(by: labeled)
                    try admit(note)
                    let content = try content(ExternalWords(of: note.note), in: note.note.compartment)
                    plan.fresh.append((position, note, content))
                    plan.outcomes[position] = .importable
                    continue
                }
                taken.insert(known.id)
                if let update = try update(note, of: known, by: importer, at: now) {
                    plan.updates.append((position, update))
                    // A dry run tells the refusal; else it is told once what closes the note is written.
                    plan.outcomes[position] =
                        isDryRun ? update.refusal.map { .refused($0) } ?? .importable : .importable
                } else {
                    plan.outcomes[position] = .unchanged(known.id)
                }
            } catch  where error.concernsOneNote {
                plan.outcomes[position] = .refused(error)
            }
        }
        return plan
    }

    /// The notes of an owner that are linked with those that come: that name them, and that they or these name.
    private func related(
        to plan: inout Plan,
        _ existing: inout [PersonIdentifier: [LoadedNote]],
        of owner: OwnerID,
        _ lookedUp: Set<PersonIdentifier>
    ) async throws(NotesError) -> [LoadedNote] {
        let updates = plan.updates.map(\.update)
        let names =
            plan.fresh.flatMap(\.note.identifiers)
            + updates.filter(\.isNewToOthers).flatMap(\.header.identifiers)
        let referring = try await core.notes(of: owner, relatedTo: Set(names))
        plan.referring = Set(referring.map(\.id))
        let named = Set(
            plan.fresh.flatMap { $0.note.note.relations.compactMap(\.linked) }
                + (updates.map(\.header) + referring.map(\.header)).flatMap(\.relatedIdentifiers)
        )
        let others = try await core.notes(identifiedBy: named.subtracting(lookedUp))
        existing.merge(others) { known, _ in known }
        return referring + named.compactMap { existing.note($0, of: owner) }
    }

    /// Fetches what is needed to change notes, and begins to change their owner from there.
    ///
    /// - Returns: `false` if the owner has moved since the notes were looked at.
    private func load(
        _ plan: inout Plan,
        and related: [LoadedNote],
        of owner: OwnerID,
        in transaction: inout Transaction
    ) async throws(NotesError) -> Bool {
        for (_, update) in plan.updates { plan.changing[update.current.id] = update }
        for note in related where plan.changing[note.id] == nil {
            plan.changing[note.id] = NoteUpdate(current: note, header: note.header, content: nil)
        }
        guard !plan.changing.isEmpty else { return true }
        let ids = plan.changing.keys.sorted()
        // What was looked up since the owner was first viewed is true of one moment only if nothing moved.
        guard let (view, notes) = try await core.loadForChange(ids, of: owner),
            view.headRevision == transaction.editors[owner]?.headBefore
        else { return false }
        for id in ids {
            guard let note = notes[id], note.header == plan.changing[id]?.current.header else {
                return false
            }
            plan.changing[id]?.current = note
        }
        transaction.take(OwnerEditor(view, keys: transaction.keys, core.environment.entropy))
        return true
    }

    /// Whether the policy lets the importer take notes over about these patients.
    ///
    /// - Returns: The decision about the first of them, and the labels that reach notes about all of them.
    /// - Throws: ``NotesError`` with `notFound`, as if there were no such patients, once the refusal is on record.
    private func require(
        _ importer: NoteSession,
        _ subjects: [PatientID],
        _ notes: [PreparedNote],
        in transaction: inout Transaction
    ) async throws(NotesError) -> (decision: Decision?, labeled: [LabeledRecord]) {
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
            try await core.record(
                importer.refusal(decision, .importRecords, .wholeRecord(of: patient), at: now)
            )
            throw NotesError(.notFound, at: "subjects")
        }
        for patient in subjects {
            guard let view = views[patient.owner]?.ifRecord(of: patient) else {
                throw NotesError(.notFound, at: "subjects")
            }
            transaction.expect(view.guardExpectation)
        }
        return (decisions.first, subjects.flatMap { views[$0.owner]?.aggregate.labeled ?? [] })
    }

    /// The note of the vault that an external one is a state of, or `nil`.
    ///
    /// - Throws: ``NotesError`` with `identityConflict` if something is wrong with it.
    private func known(
        _ note: PreparedNote,
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID],
        besides taken: Set<NoteID>,
        to importer: NoteSession
    ) async throws(NotesError) -> LoadedNote? {
        let found = note.namedByKey(in: existing)
        let other = note.otherwiseNamed(in: existing, subjects).flatMap { taken.contains($0.id) ? nil : $0 }
        guard let first = found.first ?? other else { return nil }
        guard found.count <= 1, Set(first.header.subjects) == Set(subjects), await isTold(of: first, importer)
        else {
            // That a number is taken is learned by who tries it, and this tells who did.
            try await core.record(importer.refusal(nil, .importRecords, at: core.now))
            throw NotesError(.identityConflict, at: "key")
        }
        return first
    }

    /// Whether an importer learns which note has a number: who imported it, whose office it is to import, and who may read it.
    private func isTold(of note: LoadedNote, _ importer: NoteSession) async -> Bool {
        let isOffice = importer.state.current.enrollment.affiliation.role.keepsPapers
        guard !isOffice, !note.header.isImported(by: importer.principal) else { return true }
        let now = core.now
        let facts = await importer.factsOfPrincipal(note.header.subjects, at: now)
        return importer.mayKnow(of: note, facts, as: .read, at: now)
    }
}

extension PreparedNote {
    /// The note in the compartment that other records of the source's put it in, whenever they came, without the labels that
    /// reach it from them at any rate.
    fileprivate func reached(by labeled: [LabeledRecord]) -> PreparedNote {
        let brought = labeled.reaching(note.encounters)
        guard brought != .none else { return self }
        var note = note
        note.compartment = note.compartment.joined(with: brought.compartment)
        note.labels.removeAll(where: brought.written.contains)
        let asked = note.compartment.joined(with: brought.strictest)
        if asked.joined(with: note.strictest) == asked { note.proposedCompartment = nil }
        return PreparedNote(note: note, identifiers: identifiers, authors: authors)
    }

    /// The notes that have the key of this one.
    fileprivate func namedByKey(in existing: [PersonIdentifier: [LoadedNote]]) -> [LoadedNote] {
        (existing[key] ?? []).filter { $0.header.external?.key == key }
    }

    /// The note about these people that is the same resource of the source's, where one of the two states alone has another
    /// key than that.
    fileprivate func otherwiseNamed(
        in existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID]
    ) -> LoadedNote? {
        guard let address = note.address else { return nil }
        let found = (existing[address] ?? []).filter {
            $0.header.external != nil && Set($0.header.subjects) == Set(subjects)
        }
        guard found.count == 1, [found[0].header.external?.key, key].contains(address) else { return nil }
        return found[0]
    }
}

extension [PersonIdentifier: [LoadedNote]] {
    /// The note of an owner that an identifier names: by its key, or else if it alone carries it.
    func note(_ identifier: PersonIdentifier, of owner: OwnerID) -> LoadedNote? {
        let found = (self[identifier] ?? []).filter { $0.id.owner == owner }
        return found.first { $0.header.external?.key == identifier }
            ?? (found.count == 1 ? found[0] : nil)
    }
}

extension NotesError {
    /// Whether the import can go on with other notes of the same people.
    fileprivate var concernsOneNote: Bool {
        [
            .identityConflict, .authorNotEnrolled, .notFound, .invalidTransition, .keyMissing, .keysChanged,
            .tooLarge, .templateUnknown, .invalidInput,
        ].contains(code) && place != "store"
    }
}
