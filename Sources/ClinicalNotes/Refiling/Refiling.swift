internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// Notes on their way from the wrong chart to the right one: the first is the note, the others are its addenda.
struct Refiling {
    /// A note that may be moved away.
    struct Moved: Sendable {
        let note: LoadedNote
        let decision: Decision
        /// What the policy was asked.
        let action: NoteAction
        /// Its words as they stand, and every revision that was signed.
        var fields: [FieldAddress: SensitiveBytes] = [:]
        var signed: [Signed] = []
    }

    /// A revision as it was signed, the key that opens it, and who signed beside.
    struct Signed: Sendable {
        let revision: RevisionReader
        let key: HeldKey
        let cosignatures: [NoteHeader.Cosignature]
    }

    private let session: NoteSession
    private let keyring: Keyring
    private let subjects: [PatientID]
    private let keys: TenantKeys
    private(set) var moved: [Moved]

    init(
        session: NoteSession,
        keyring: Keyring,
        to subjects: [PatientID],
        _ moved: [Moved],
        _ keys: TenantKeys
    ) {
        (self.session, self.keyring, self.subjects) = (session, keyring, subjects)
        (self.moved, self.keys) = (moved, keys)
    }

    private var core: VaultCore { session.core }
    private var old: LoadedNote { moved[0].note }

    /// Whether somebody does it for authors who are gone.
    var isForOthers: Bool { !old.header.originators.contains(session.principal) }

    /// The notes as they would be, to be decided on.
    var headers: [NoteHeader] {
        get throws(NotesError) {
            let writer = NoteWriter(session: session, keys: keys, now: old.header.created)
            return try newNotes().map(writer.provisionalHeader)
        }
    }

    /// Reads the words and what was signed, here and on charts where the note stood before; none of it is handed out.
    mutating func open(at now: Instant) async throws(NotesError) {
        let noteKeys = session.noteKeys(keys, now)
        let opener = NoteOpener(noteKeys: noteKeys, caches: core.caches)
        for index in moved.indices {
            let note = moved[index].note
            let originals = note.header.refiling?.originals ?? []
            let locators = originals.map(\.locator) + note.header.history.map(\.locator)
            let rows = try await core.fetch(locators.map { note.view.records.history($0) })
            do throws(CryptoError) {
                moved[index].fields = try opener.fieldsForSealing(note)
                guard note.header.status != .draft else { continue }
                let key = try noteKeys.noteKey(of: note)
                moved[index].signed = try opener.signedBefore(note, Array(rows.prefix(originals.count)))
                var readers: [RevisionReader] = []
                for (past, row) in zip(note.header.history, rows.dropFirst(originals.count)) {
                    guard let row else { throw CryptoError(.cannotOpen) }
                    readers.append(try opener.authenticReader(past, row, of: note))
                }
                readers.append(try opener.authenticReader(note))
                for reader in readers {
                    let number = reader.manifest.place.revision
                    moved[index].signed.append(
                        Signed(
                            revision: reader,
                            key: key,
                            cosignatures: note.header.cosignatures.filter { $0.revision == number }
                        )
                    )
                }
            } catch {
                throw NotesError(opening: error)
            }
        }
    }

    /// Writes the new notes, closes the old ones, and records both.
    ///
    /// - Parameters:
    ///   - reason: Why.
    ///   - decisions: What was decided about each new note, by its subjects.
    ///   - transaction: What the writes are of.
    /// - Returns: The new notes, in the order of the old ones.
    /// - Throws: ``NotesError``.
    func carryOut(
        because reason: ClinicalText,
        _ decisions: [[Decision]],
        in transaction: inout Transaction
    ) async throws -> [NoteID] {
        let now = transaction.now
        transaction.edit(old.view)
        let owner = try await core.owner(of: subjects, in: &transaction)
        guard owner != old.id.owner else { throw NotesError(.invalidInput, at: "subjects") }
        if subjects.count > 1 {
            try await core.remember(Set(old.header.originators), of: subjects, in: &transaction)
        }
        let readers = try await otherReaders(in: &transaction)
        let writer = NoteWriter(session: session, keys: keys, now: now)
        let notes = try newNotes()
        let made = try transaction.change(owner) { (editor) throws(CryptoError) in
            try write(notes, in: &editor, readers, writer)
        }
        try transaction.change(old.id.owner) { (editor) throws(CryptoError) in
            for (moved, new) in zip(moved, made) {
                try close(moved.note, for: new, because: reason, at: now, in: &editor)
            }
            editor.raisesEpoch = true
        }
        record(made, decisions, in: &transaction)
        return made
    }
}

// MARK: The right chart

extension Refiling {
    private func newNotes() throws(NotesError) -> [NewNote] {
        var notes: [NewNote] = []
        for moved in moved {
            let header = moved.note.header
            guard let template = core.templates[header.template, header.templateVersion] else {
                throw NotesError(.templateUnknown, at: "note")
            }
            notes.append(
                NewNote(
                    content: NewContent(
                        template: template.template,
                        compartment: header.compartment,
                        parts: try parts(of: header),
                        fields: moved.fields
                    ),
                    kind: header.kind,
                    status: status(of: header),
                    originators: header.originators,
                    subjects: subjects,
                    period: header.period,
                    created: header.created,
                    referencesOther: header.referencesOther,
                    compiledForProceeding: header.compiledForProceeding,
                    byMentalHealthProfessional: header.byMentalHealthProfessional,
                    received: header.received,
                    labels: header.labels,
                    usedForDecision: header.usedForDecision
                )
            )
        }
        return notes
    }

    /// What concerns a single subject goes to who stands at the same place; what is everyone's stays everyone's.
    private func parts(of header: NoteHeader) throws(NotesError) -> [NotePart] {
        let numbered = NotePart.parts(for: subjects)
        guard header.parts.allSatisfy({ part in numbered.contains { $0.id == part.id } }) else {
            throw NotesError(.invalidInput, at: "subjects")
        }
        return numbered.filter { part in header.parts.contains { $0.id == part.id } }
    }

    /// A supervisor's signature was over what stood elsewhere, and stays with that.
    private func status(of header: NoteHeader) -> NoteStatus {
        if header.status == .draft { return .draft }
        if !header.history.isEmpty { return .amended }
        return moved.count > 1 && header == old.header ? .addended : .signed
    }

    private func write(
        _ notes: [NewNote],
        in editor: inout OwnerEditor,
        _ readers: [PrincipalID: PublicKeys],
        _ writer: NoteWriter
    ) throws(CryptoError) -> [NoteID] {
        editor.remember(certificate: session.state.current.enrollment.certificate)
        for certificate in try certificates() { editor.remember(certificate: certificate) }
        let records = moved.map { _ in editor.newRecord() }
        let ids = records.map { NoteID(owner: editor.records.owner, record: $0) }
        let compartment = old.header.compartment
        let isShared = compartment.custody == .granted && Set(readers.keys) != [session.principal]
        let key =
            isShared
            ? try writer.generate(compartment, for: readers, by: keyring, in: &editor)
            : try writer.keyForWriting(compartment, in: &editor)
        var notes = notes
        for (index, moved) in moved.enumerated() {
            let noteKey = HeldKey(try SecretKey.random(core.environment.entropy))
            notes[index].noteKey = noteKey
            notes[index].refiling = try file(moved, as: records[index], under: noteKey, writer, in: &editor)
            if index == 0 { notes[index].addenda = Array(ids.dropFirst()) }
            if index > 0 { notes[index].relation = .addendum(to: ids[0]) }
        }
        return try writer.create(
            notes,
            as: records,
            notes.map { _ in key },
            in: &editor,
            signing: keyring.signer(isForOthers ? .importer : .author)
        )
    }

    /// Files what was signed, under the new note's key.
    private func file(
        _ moved: Moved,
        as record: RecordID,
        under noteKey: HeldKey,
        _ writer: NoteWriter,
        in editor: inout OwnerEditor
    ) throws(CryptoError) -> NoteRefiling {
        var originals: [NoteRefiling.Original] = []
        for (index, signed) in moved.signed.enumerated() {
            let sealed = try OriginalRevision.seal(
                signed.revision,
                openedBy: signed.key.key,
                at: editor.records.original(
                    record,
                    compartment: editor.aggregate.compartmentID(moved.note.header.compartment),
                    index: index
                ),
                under: noteKey.key,
                entropy: core.environment.entropy
            )
            let locator = RecordID(core.environment.entropy.bytes16())
            editor.write(.put(editor.records.history(locator), RecordBytes(sealed), index: []))
            originals.append(
                NoteRefiling.Original(
                    revision: signed.revision.manifest.place.revision,
                    manifestHash: signed.revision.manifest.hash,
                    locator: locator,
                    hash: Digest.of(sealed),
                    cosignatures: signed.cosignatures
                )
            )
        }
        return NoteRefiling(
            from: moved.note.id,
            by: session.principal,
            at: writer.now,
            originals: originals
        )
    }

    /// The certificates of those who signed what moves.
    private func certificates() throws(CryptoError) -> [[UInt8]] {
        var signers = Set(moved.flatMap(\.signed).compactMap(\.revision.manifest.signature?.signer))
        signers.formUnion(moved.flatMap(\.signed).flatMap(\.cosignatures).map(\.key))
        return old.view.aggregate.certificates.filter { certificate in
            (try? SignedEnrollment(certificate)).map {
                signers.contains($0.statement.publicKeys.signing.id)
            } ?? false
        }
    }

    /// The keys of who opens the new note where readers' own keys do: its originators who are there, and who refiles it.
    private func otherReaders(in transaction: inout Transaction) async throws(NotesError)
        -> [PrincipalID: PublicKeys]
    {
        var readers = [session.principal: keyring.publicKeys]
        guard !isForOthers, old.header.compartment.custody == .granted else { return readers }
        for author in old.header.originators where author != session.principal {
            let snapshot = try await core.snapshot(of: author)
            guard let keys = try snapshot.enrollment.keys(forGrantsBy: session.principal, as: author) else {
                throw NotesError(.authorNotEnrolled, at: "authors")
            }
            readers[author] = keys
            transaction.expect(snapshot.guardExpectation)
        }
        return readers
    }
}

// MARK: The wrong chart

extension Refiling {
    private func close(
        _ note: LoadedNote,
        for new: NoteID,
        because reason: ClinicalText,
        at now: Instant,
        in editor: inout OwnerEditor
    ) throws(CryptoError) {
        let words = NoteReason(note: note.id, by: session.principal, at: now, words: reason)
        try editor.store(.reason, words.encoded, as: editor.newRecord())
        guard note.header.status != .draft else { return try editor.discard(note) }
        var header = note.header
        header.status = .enteredInError
        header.withdrawal = NoteWithdrawal(.wrongPatient, refiled: new)
        try editor.store(header, as: note.id.record)
        try editor.closeForGood(note)
    }

    private func record(_ made: [NoteID], _ decisions: [[Decision]], in transaction: inout Transaction) {
        let now = transaction.now
        let declared = isForOthers ? ["for-authors-who-are-gone"] : []
        for (index, moved) in moved.enumerated() {
            let header = moved.note.header
            // A draft is its author's alone; and what is owed already is owed once.
            let isKnown = header.status == .draft || header.withdrawal?.error == .wrongPatient
            let away = session.entry(
                .refiling,
                moved.action,
                on: .note(moved.note.id, revision: header.revision),
                decision: moved.decision,
                bringing: moved.decision.obligations + (isKnown ? [] : [.assessBreach]),
                at: now
            )
            let here = session.entry(
                .refiling,
                isForOthers ? moved.action : .create,
                on: .note(made[index], revision: 1),
                decision: decisions[index].first,
                bringing: Obligation.allCases.filter(Set(decisions[index].flatMap(\.obligations)).contains),
                at: now
            )
            transaction.record(away.declaring(declared))
            transaction.record(here.declaring(declared))
        }
    }
}
