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
    ) throws(NotesError) -> [NoteID] {
        guard let keyring = session.state.keyring else { throw NotesError(.keyringRequired, at: "unlocking") }
        let now = transaction.now
        let writer = NoteWriter(session: session, keys: transaction.keys, now: now)
        let notes = plan.fresh.map(\.note)
        var changing = plan.changing
        let ids = try transaction.change(owner) { (editor) throws(CryptoError) -> [NoteID] in
            editor.remember(certificate: session.state.current.enrollment.certificate)
            let records = notes.map { _ in editor.newRecord() }
            let ids = records.map { NoteID(owner: owner, record: $0) }
            let keyed = try compartmentKeys(for: notes, writer, keyring, in: &editor)
            var states: [ExternalState] = []
            for note in notes {
                let marks = try Self.marks(
                    of: ExternalWords(of: note.note),
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
                states.append(ExternalState(note.note, marks: marks, files: files))
            }
            var linked = zip(plan.fresh, states).map { fresh, state in
                NewNote(
                    fresh.note,
                    fresh.content,
                    subjects,
                    from: ImportOrigin(by: session.principal, at: now, source: self.records.source),
                    in: state
                )
            }
            link(&linked, ids, &changing, plan, NoteLinks(among: existing, of: owner))
            for (place, fresh) in plan.fresh.enumerated() {
                guard let written = plan.written[fresh.position] else { continue }
                linked[place].noteKey = written.noteKey
                linked[place].attachments = written.attachments
            }
            for id in changing.keys.sorted() {
                guard var update = changing[id],
                    update.header != update.current.header || update.content != nil
                else { continue }
                editor.raisesEpoch = true
                for attachment in update.written?.attachments ?? [] {
                    guard let key = update.written?.noteKey else { continue }
                    update.header.attachments.append(
                        try editor.store(attachment, of: id, under: key, by: session, at: now)
                    )
                }
                if let content = update.content {
                    try writer.revise(
                        content,
                        of: update.current,
                        &update.header,
                        in: &editor,
                        signing: update.header.status == .draft ? nil : keyring.signer(.importer)
                    )
                } else {
                    try editor.store(update.header, as: id.record)
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
            guards[author.snapshot.guardExpectation.key] = author.snapshot.guardExpectation
        }
        guards[session.state.current.guardExpectation.key] = session.state.current.guardExpectation
        for expectation in guards.values { transaction.expect(expectation) }
        recordGroup(in: &transaction, by: session, but: plan.changing.isEmpty ? nil : owner)
        var logged = ids.map { (record: $0.record, action: NoteAction.create, revision: UInt64(1)) }
        for (_, update) in plan.updates {
            logged.append((update.current.id.record, update.action, update.revision))
        }
        for (record, action, revision) in logged {
            let target = AuditTarget(owner: owner, record: record, revision: revision)
            transaction.record(session.entry(.importing, action, on: target, decision: decision, at: now))
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
            for author in note.authors { readers[author.principal] = author.snapshot.enrollment.keys }
            let audience = Audience(compartment: compartment, readers: readers)
            if let key = drawn[audience] {
                keys.append(key)
                continue
            }
            let key = try writer.generate(compartment, for: readers, by: keyring, in: &editor)
            drawn[audience] = key
            keys.append(key)
        }
        return keys
    }

    /// Links the notes that come with each other and with notes in the vault, which change with them.
    private func link(
        _ notes: inout [NewNote],
        _ ids: [NoteID],
        _ changing: inout [NoteID: NoteUpdate],
        _ plan: Plan,
        _ links: NoteLinks
    ) {
        guard !changing.isEmpty || notes.contains(where: { $0.external?.relations.isEmpty == false }) else {
            return
        }
        var links = links
        for (note, id) in zip(notes, ids) { links.add(NoteLinks.Node(note), as: id) }
        for (id, update) in changing { links.add(NoteLinks.Node(update.header), as: id) }
        let known = plan.referring.union(plan.updates.map(\.update.current.id))
        for id in ids + known.sorted() { links.link(id) }
        for (place, id) in ids.enumerated() {
            guard let node = links[id] else { continue }
            (notes[place].status, notes[place].relation, notes[place].addenda) = (
                node.status, node.relation, node.addenda
            )
        }
        for (id, update) in changing {
            guard let node = links[id] else { continue }
            var update = update
            (update.header.status, update.header.relation, update.header.addenda) = (
                node.status, node.relation, node.addenda
            )
            changing[id] = update
        }
    }
}

extension NewNote {
    /// A note that comes for the first time.
    fileprivate init(
        _ note: PreparedNote,
        _ content: NewContent,
        _ subjects: [PatientID],
        from origin: ImportOrigin,
        in state: ExternalState
    ) {
        self.init(
            content: content,
            kind: note.note.kind,
            status: note.note.status,
            // Whoever imports their own notes says so of themselves.
            originators: note.authors.filter { !$0.isImporter }.map(\.principal).uniqued,
            subjects: subjects,
            period: note.note.period,
            identifiers: note.identifiers,
            attestedAuthors: note.attestedAuthors,
            origin: origin,
            external: state,
            coauthors: note.authors.filter(\.isImporter).map(\.principal).uniqued,
            received: note.note.received
        )
    }
}
