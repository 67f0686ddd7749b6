internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension RecordImport {
    func write(
        _ plan: Plan,
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
        let notes = plan.fresh.map(\.note)
        var changing = plan.changing
        let ids = try transaction.change(owner) { (editor) throws(CryptoError) -> [NoteID] in
            editor.remember(certificate: session.state.current.enrolment.certificate)
            let records = notes.map { _ in editor.newRecord() }
            let ids = records.map { NoteID(owner: owner, record: $0) }
            let keyed = try compartmentKeys(for: notes, writer, keyring, in: &editor)
            var states: [ForeignState] = []
            for note in notes {
                let marks = try Self.marks(
                    of: ForeignWords(of: note.note),
                    in: note.note.compartment,
                    editor.headerKey,
                    keyring
                )
                let files = try Self.marks(
                    of: note.note.attachments,
                    in: note.note.compartment,
                    under: editor.headerKey,
                    by: keyring
                )
                states.append(ForeignState(note.note, marks: marks, files: files))
            }
            var linked = linked(
                plan.fresh.map { ($0.note, $0.content) },
                ids,
                existing,
                subjects,
                from: ImportOrigin(by: session.principal, at: now, source: self.records.source),
                in: states,
                changing: &changing
            )
            for (place, fresh) in plan.fresh.enumerated() {
                guard let written = plan.written[fresh.position] else { continue }
                linked[place].noteKey = written.noteKey
                linked[place].attachments = written.attachments
            }
            for id in changing.keys.sorted() {
                guard var update = changing[id],
                    update.header != update.standing.header || update.content != nil
                else { continue }
                editor.raisesEpoch = true
                for attachment in update.written?.attachments ?? [] {
                    guard let key = update.written?.noteKey else { continue }
                    update.header.attachments.append(
                        try editor.file(attachment, of: id, under: key, by: session, at: now)
                    )
                }
                if let content = update.content {
                    try writer.revise(
                        content,
                        of: update.standing,
                        &update.header,
                        in: &editor,
                        signing: update.header.status == .draft ? nil : keyring.signer(.importer)
                    )
                } else {
                    try editor.file(update.header, as: id.record)
                }
            }
            guard !linked.isEmpty else { return [] }
            return try writer.create(
                linked,
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
        recordGroup(in: &transaction, by: session, but: plan.changing.isEmpty ? nil : owner)
        var logged = ids.map { (record: $0.record, action: NoteAction.create, revision: UInt64(1)) }
        for (_, update) in plan.updates {
            logged.append((update.standing.id.record, update.action, update.revision))
        }
        for (record, action, revision) in logged {
            transaction.record(owner) { change, epoch in
                session.entry(
                    .importing,
                    action,
                    owner: owner,
                    record: record,
                    revision: revision,
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
            let compartment = note.note.compartment
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

    /// Notes by what names one alone of those that are written together: its key, or else a number.
    private func together(
        _ notes: [(prepared: PreparedNote, content: NewContent)],
        _ ids: [NoteID]
    ) -> [PersonIdentifier: (id: NoteID, compartment: Compartment)] {
        var named: [PersonIdentifier: (id: NoteID, compartment: Compartment)] = [:]
        var shared: Set<PersonIdentifier> = []
        for ((note, content), id) in zip(notes, ids) {
            for identifier in note.identifiers {
                if named[identifier] != nil { shared.insert(identifier) }
                named[identifier] = (id, content.compartment)
            }
        }
        for identifier in shared { named[identifier] = nil }
        for ((note, content), id) in zip(notes, ids) { named[note.key] = (id, content.compartment) }
        return named
    }

    /// The notes as they are written, with their relations to each other and to notes in the vault, which change with them.
    private func linked(
        _ notes: [(prepared: PreparedNote, content: NewContent)],
        _ ids: [NoteID],
        _ existing: [PersonIdentifier: [LoadedNote]],
        _ subjects: [PatientID],
        from origin: ImportOrigin,
        in states: [ForeignState],
        changing: inout [NoteID: NoteUpdate]
    ) -> [NewNote] {
        let together = together(notes, ids)
        var addenda: [NoteID: [NoteID]] = [:]
        var replaced: Set<NoteID> = []
        var relations: [NoteRelation?] = []
        for ((note, content), id) in zip(notes, ids) {
            var resolved: NoteRelation?
            for relation in note.note.relations where resolved == nil {
                guard let named = relation.linked else { continue }
                let target =
                    together[named]
                    ?? existing.note(named, of: id.owner).map {
                        (id: $0.id, compartment: $0.header.compartment)
                    }
                guard let target, target.id != id, target.compartment == content.compartment else { continue }
                resolved = relation.resolved(target.id)
                // What is withdrawn or not final takes nobody's place.
                guard NoteStatusClass(of: note.note.status) == .standing, !note.note.isPreliminary else {
                    continue
                }
                changing[target.id]?.take(relation, by: id)
                switch relation {
                case .addendum: addenda[target.id, default: []].append(id)
                case .replacement: replaced.insert(target.id)
                case .derived, .signature: break
                }
            }
            relations.append(resolved)
        }
        return zip(zip(notes, states), zip(ids, relations)).map { pair, place in
            let ((note, content), state) = pair
            let (id, relation) = place
            let isReplaced = replaced.contains(id) && note.note.status == .signed
            return NewNote(
                content: content,
                kind: note.note.kind,
                status: isReplaced ? .amended : note.note.status,
                // Whoever imports their own notes says so of themselves.
                originators: note.authors.filter { !$0.isImporter }.map(\.principal).uniqued,
                subjects: subjects,
                period: note.note.period,
                relation: relation,
                addenda: addenda[id] ?? [],
                identifiers: note.identifiers,
                attestedAuthors: note.attestedAuthors,
                origin: origin,
                foreign: state,
                coauthors: note.authors.filter(\.isImporter).map(\.principal).uniqued,
                received: note.note.received
            )
        }
    }
}
