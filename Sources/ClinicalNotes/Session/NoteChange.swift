internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// A permitted change of one note, while it is being made.
struct NoteChange {
    let session: NoteSession
    let note: LoadedNote
    let decision: Decision
    let now: Instant
    let keys: TenantKeys
    /// The header as it will be.
    var header: NoteHeader
    /// The owner as it will be.
    var editor: OwnerEditor
    /// What the receipt will tell: the note, and what was made beside it.
    var made: [NoteID]
    /// What the receipt is, where it is not of notes.
    var receipt: [UInt8]?
    /// The duties that the change brings, where they are not those of the decision.
    var duties: [Obligation]?
    /// The duty that the change discharges.
    var settles: AuditEntry.Settled?

    private var writer: NoteWriter { NoteWriter(session: session, keys: keys, now: now) }

    func checkTemplate(_ content: NewContent) throws(NotesError) {
        guard content.template.name == header.template, content.template.version == header.templateVersion,
            content.compartment == header.compartment
        else { throw NotesError(.invalidInput, at: "content") }
    }

    /// Seals a new revision.
    mutating func revise(_ content: NewContent, signing signer: ManifestSigner?) throws(NotesError) {
        try crypto { (change) throws(CryptoError) in
            change.editor.remember(certificate: change.session.state.current.enrollment.certificate)
            // Who signs an imported note's words makes them their own.
            if signer != nil, change.header.originators.contains(change.session.principal) {
                change.header.confirmAuthorship(by: change.session.principal)
            }
            try change.writer.revise(
                content,
                of: change.note,
                &change.header,
                in: &change.editor,
                signing: signer
            )
        }
    }

    /// Seals the current content again, with a signature.
    mutating func resign(signing signer: ManifestSigner) throws(NotesError) {
        let content = try currentContent()
        guard !content.isBlank else { throw NotesError(.invalidInput, at: "content") }
        try revise(content, signing: signer)
    }

    /// Seals the current content again with what was changed in the fields of one part; the others stay as they are.
    mutating func revise<Content: NoteContent>(
        part: NotePart,
        signing signer: ManifestSigner?,
        _ change: (inout Content) -> Void
    ) throws(NotesError) {
        let current = try currentContent()
        guard Content.template.name == header.template, Content.template.version == header.templateVersion,
            Content.compartment == header.compartment
        else { throw NotesError(.invalidInput, at: "content") }
        guard current.parts.contains(part) else { throw NotesError(.invalidInput, at: "part") }
        var fields = current.fields.filter { $0.key.part != part.id }
        do throws(ModelError) {
            let own = current.fields.filter { $0.key.part == part.id }.map { ($0.key.field, $0.value) }
            var content = try FieldCoder.content(Content.self, from: Dictionary(uniqueKeysWithValues: own))
            change(&content)
            for (number, bytes) in try FieldCoder.fields(of: content) {
                fields[FieldAddress(part: part.id, field: number)] = bytes
            }
        } catch {
            throw NotesError(error)
        }
        let changed = NewContent(
            template: current.template,
            compartment: current.compartment,
            parts: current.parts,
            fields: fields
        )
        try changed.checkSize()
        guard signer == nil || !changed.isBlank else { throw NotesError(.invalidInput, at: "content") }
        try revise(changed, signing: signer)
    }

    /// What the note holds now.
    private func currentContent() throws(NotesError) -> NewContent {
        guard let template = session.core.templates[header.template, header.templateVersion] else {
            throw NotesError(.templateUnknown, at: "note")
        }
        do throws(CryptoError) {
            return NewContent(
                template: template.template,
                compartment: header.compartment,
                parts: header.parts,
                fields: try NoteOpener(noteKeys: session.noteKeys(keys, now), caches: session.core.caches)
                    .fieldsForSealing(note)
            )
        } catch {
            throw NotesError(opening: error)
        }
    }

    /// Adds a signature over the current revision.
    mutating func cosign(_ keyring: Keyring) throws(NotesError) {
        try crypto { (change) throws(CryptoError) in
            change.editor.remember(certificate: change.session.state.current.enrollment.certificate)
            change.header.cosignatures.append(
                NoteHeader.Cosignature(
                    principal: change.session.principal,
                    revision: change.header.revision,
                    at: change.now,
                    key: keyring.publicKeys.signing.id,
                    signature: try keyring.sign(
                        NoteHeader.Cosignature.message(change.header.manifestHash, at: change.now)
                    )
                )
            )
            try change.editor.store(change.header, as: change.note.id.record)
        }
    }

    /// Writes a note that stands beside this one, and links both.
    mutating func append(_ new: NewNote, signing signer: ManifestSigner) throws(NotesError) {
        try crypto { (change) throws(CryptoError) in
            change.editor.remember(certificate: change.session.state.current.enrollment.certificate)
            let ids = try change.writer.create([new], in: &change.editor, signing: signer)
            change.header.addenda += ids
            change.made = ids
            try change.editor.store(change.header, as: change.note.id.record)
        }
    }

    /// Files the header as it now is.
    mutating func storeHeader() throws(NotesError) {
        try crypto { (change) throws(CryptoError) in
            try change.editor.store(change.header, as: change.note.id.record)
        }
    }

    /// Seals why this was done, as a record of the owner.
    mutating func fileReason(_ reason: ClinicalText) throws(NotesError) {
        let bytes = NoteReason(note: note.id, by: session.principal, at: now, words: reason).encoded
        try crypto { (change) throws(CryptoError) in
            let record = change.editor.newRecord()
            try change.editor.store(.reason, bytes, as: record)
        }
    }

    mutating func discard() throws(NotesError) {
        try crypto { (change) throws(CryptoError) in
            try change.editor.discard(change.note)
        }
    }

    mutating func crypto(_ body: (inout NoteChange) throws(CryptoError) -> Void) throws(NotesError) {
        do throws(CryptoError) {
            try body(&self)
        } catch {
            throw NotesError(opening: error)
        }
    }
}

extension NoteHeader {
    /// The change was made of what stands.
    func require(_ expected: UInt64?) throws(NotesError) {
        guard let expected, expected != revision else { return }
        throw NotesError(.staleRevision, at: "expecting", owner: nil, revision: revision)
    }
}

extension NoteHeader.Cosignature {
    /// What a cosignature is over.
    static func message(_ manifest: Digest, at moment: Instant) -> [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.raw(Array("cnotes cosignature v1".utf8))
        writer.raw(manifest.bytes)
        writer.instant(moment)
        return writer.bytes
    }
}

extension NotesError {
    /// A key that nobody granted is missing, not the key service.
    init(opening error: CryptoError) {
        if error.code == .keyUnavailable {
            self.init(.keyMissing)
        } else {
            self.init(error)
        }
    }
}

extension NoteSession {
    /// Changes one note: loads it, decides, checks its life cycle, lets `body` make the change, and records it.
    ///
    /// - Parameters:
    ///   - id: The note.
    ///   - operation: What is done with it.
    ///   - idempotencyKey: The caller's name for this write.
    ///   - revision: The revision that was read, if the change rests on it.
    ///   - describe: Adds the call's arguments to the request's digest.
    ///   - filed: Another record of the owner that the change files again, if it does.
    ///   - body: Makes the change.
    /// - Returns: The receipt: what was made beside the note, or the note.
    /// - Throws: ``NotesError``, or what `body` throws.
    @discardableResult
    func change(
        _ id: NoteID,
        _ operation: NoteOperation,
        _ idempotencyKey: IdempotencyKey,
        expecting revision: UInt64? = nil,
        _ describe: (inout ByteWriter) -> Void = { _ in },
        storing filed: RecordID? = nil,
        body: (inout NoteChange) async throws -> Void
    ) async throws(NotesError) -> [UInt8] {
        let request = WriteRequest(principal, idempotencyKey, operation.name) { writer in
            writer.noteID(id)
            describe(&writer)
            if let revision { writer.integer(revision) }
        }
        return try await core.write(request, by: self, changing: id.owner) { transaction in
            let session = pinned()
            let (note, decision) = try await session.requireForChange(
                operation.action,
                id,
                storing: filed,
                with: operation.paper,
                at: transaction.now,
                if: operation.isConcerned
            )
            try note.header.require(revision)
            var change = NoteChange(
                session: session,
                note: note,
                decision: decision,
                now: transaction.now,
                keys: transaction.keys,
                header: note.header,
                editor: OwnerEditor(note.view, keys: transaction.keys, core.environment.entropy),
                made: [id]
            )
            if let event = operation.event {
                change.header.status =
                    try NoteLifecycle.status(after: event, from: note.header.status) ?? note.header.status
            }
            try await body(&change)
            change.editor.raisesEpoch = operation.raisesEpoch
            transaction.take(change.editor)
            transaction.expect(session.state.current.guardExpectation)
            let entry = session.entry(
                operation.logged,
                operation.action,
                on: .note(id, revision: change.header.revision),
                decision: decision,
                bringing: change.duties,
                at: transaction.now
            )
            transaction.record(entry.settling(change.settles))
            return change.receipt ?? Receipt.notes(change.made)
        }
    }
}

extension NoteSession {
    /// Decides about one note for a change of it, before anything more of it is fetched than of a note that is not there.
    ///
    /// If the owner has moved when the rest is fetched, it is decided again.
    func requireForChange(
        _ action: NoteAction,
        _ id: NoteID,
        storing filed: RecordID? = nil,
        with paper: PaperFacts? = nil,
        at now: Instant,
        if isConcerned: (NoteHeader) -> Bool = { _ in true }
    ) async throws -> (note: LoadedNote, decision: Decision) {
        var found = try await core.load([id])[id]
        while true {
            let (note, decision) = try await require(
                action,
                on: id,
                found,
                with: paper,
                authorsGone: try await authorsAreGone(found?.header, for: action),
                at: now,
                if: isConcerned
            )
            found = try await core.completed(note, storing: filed)
            if let found, found.view.headRevision == note.view.headRevision { return (found, decision) }
        }
    }
}

extension NoteSession {
    /// Decides about each of some notes of one owner, and loads them, with what is needed to change them, as of one moment.
    func requireForChange(
        _ action: NoteAction,
        _ ids: [NoteID],
        of owner: OwnerID,
        at now: Instant
    ) async throws -> (view: OwnerView, decided: [(note: LoadedNote, decision: Decision)]) {
        while true {
            var decisions: [NoteID: (head: UInt64, decision: Decision)] = [:]
            for id in ids {
                let (note, decision) = try await requireForChange(action, id, at: now)
                decisions[id] = (note.view.headRevision, decision)
            }
            guard let (view, notes) = try await core.loadForChange(ids, of: owner) else {
                throw NotesError(.notFound)
            }
            let decided = ids.compactMap { id -> (note: LoadedNote, decision: Decision)? in
                guard let note = notes[id], let asked = decisions[id], asked.head == view.headRevision else {
                    return nil
                }
                return (note, asked.decision)
            }
            // If the owner moved meanwhile, it is decided again.
            if decided.count == ids.count { return (view, decided) }
        }
    }

    /// Whether nobody who wrote a note is left to set it right; looked up for what others may do then, of a note that is not there
    /// by the same steps.
    func authorsAreGone(_ header: NoteHeader?, for action: NoteAction) async throws(NotesError) -> Bool {
        guard action == .markEnteredInError, header?.originators.contains(principal) != true else {
            return false
        }
        let authors = header.map { Set($0.originators) } ?? [principal]
        let owners = Dictionary(uniqueKeysWithValues: authors.map { ($0.owner, Set<UInt32>()) })
        let views = try await core.view(owners).owners
        for author in authors {
            let enrollment = try core.certified(views[author.owner]?.aggregate.enrollment, of: author)
            guard enrollment?.ended != nil else { return false }
        }
        return true
    }
}

extension VaultCore {
    /// A note with what is needed to change it.
    func loadForChange(_ id: NoteID) async throws(NotesError) -> LoadedNote? {
        guard let first = try await load([id])[id] else { return nil }
        return try await completed(first)
    }

    /// A note with what is needed to change it: its own page, the last page of the directory, those of its attachments and of
    /// another record, and the attachments' manifests.
    ///
    /// It is fetched anew only if something is missing; `nil` if it is gone then.
    fileprivate func completed(
        _ note: LoadedNote,
        storing filed: RecordID? = nil
    ) async throws(NotesError) -> LoadedNote? {
        let id = note.id
        let last = UInt32(note.view.head.pageHashes.count - 1)
        let other = filed.map(\.directoryPage).flatMap { $0 <= last ? $0 : nil }
        let attached = note.header.attachments
        let own = Set([id.record.directoryPage, last, other].compactMap { $0 })
        let pages = own.union(attached.map(\.directoryPage))
        guard !pages.isSubset(of: note.view.pages.keys) || note.attachments.count != attached.count else {
            return note
        }
        guard let whole = try await load(id, with: attached, pages) else { return nil }
        guard whole.header.attachments == attached else { return try await completed(whole, storing: filed) }
        return whole
    }
}
