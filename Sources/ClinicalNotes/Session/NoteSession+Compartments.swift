internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import Synchronization

extension NoteSession {
    /// Decides that a note stays in its compartment, though its source asks for a stricter one since: it is open again to
    /// whom it was, and the same label asks no more.
    ///
    /// For the note's authors, and for staff who keep the practice's papers. Until then the note is its authors' alone;
    /// `NoteProvenance.proposedCompartment` tells which one is asked for.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidTransition` where nothing is asked for, `invalidInput` at `session` for
    ///   whom the note is closed to until then: somebody else decides.
    public func keepCompartment(of note: NoteID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await change(note, decisionOnLabels("keep-compartment"), idempotencyKey) { change in
            var state = change.header.external(in: change.editor.aggregate)
            guard let proposed = state?.proposed else { throw NotesError(.invalidTransition, at: "note") }
            guard role.keepsPapers || change.header.originators.contains(principal) else {
                throw NotesError(.invalidInput, at: "session")
            }
            // With the labels of other records that were seen when this was decided.
            state?.proposed = nil
            state?.declined = proposed
            change.header.external = state
            // A restored store has the word among the host's own.
            change.header.labels.words.remove(SecurityLabel.undecided)
            try change.storeHeader()
        }
    }

    /// Moves a note into the stricter compartment that its source asks for since: its words and files are sealed anew under the
    /// author's own key, and what others hold keys of is destroyed.
    ///
    /// For one of the note's originators, with their own keys; the others get keys, too. The note gets another identifier, and
    /// what was decided about it by name ends, but for holds: releases, grants, papers that name it, cosignatures. Its files are
    /// told as attached by who moves it.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The note in its new compartment.
    /// - Throws: ``NotesError``: `keyringRequired`; `authorNotEnrolled` if another of its originators has no keys;
    ///   `invalidTransition` where nothing is asked for, and for a note that others hang on: with addenda or requests to amend
    ///   it, or that is an addendum.
    public func moveToProposedCompartment(
        _ note: NoteID,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> NoteID {
        let signer = try authorSigner()
        let request = WriteRequest(principal, idempotencyKey, "move-compartment") { $0.noteID(note) }
        if let answer = try await core.inTime({ try await core.earlier(request) }) {
            // An answer is no right that outlives the enrollment of who got it.
            try await refreshSnapshot()
            return try Receipt.note(in: answer)
        }
        let copies = try await copyFiles(of: note)
        var holds: [Hold] = []
        let receipt = try await change(note, .move, idempotencyKey) { change in
            let proposed = change.header.external(in: change.editor.aggregate)?.proposed
            guard let proposed, change.header.standsAlone else {
                throw NotesError(.invalidTransition, at: "note")
            }
            guard change.header.originators.contains(principal) else {
                throw NotesError(.invalidInput, at: "session")
            }
            guard change.header.attachments == copies?.originals ?? [],
                proposed == copies?.compartment ?? proposed
            else { throw NotesError(.conflict, at: "attachments") }
            for attachment in copies?.written.attachments ?? [] {
                try await core.requireKept(attachment.segments)
            }
            let readers = try await change.otherReaders()
            try change.move(to: proposed, with: copies, readers, signing: signer)
            holds = try change.made.first.map { try change.file(change.header.holds, movedTo: $0) } ?? []
        }
        for hold in holds { try await core.keep(.hold(hold)) }
        return try Receipt.note(in: receipt)
    }
}

/// The files of a note that moves, sealed for where it moves to.
private struct CopiedFiles: Sendable {
    /// The largest file that is held in memory, so that it is known again when its source gives it again.
    static let maximumHeld: UInt64 = 67_108_864

    let originals: [RecordID]
    let compartment: Compartment
    let files: [ExternalAttachment]
    let written: WrittenFiles
}

extension NoteSession {
    /// Seals the files of a note anew, for the compartment that is asked for; `nil` if there are none.
    private func copyFiles(of id: NoteID) async throws(NotesError) -> CopiedFiles? {
        let found = try await core.inTime {
            try await core.loadHeaders([id])[id]
        }
        guard let view = found?.view, let header = found?.header, !header.attachments.isEmpty,
            let proposed = header.external(in: view.aggregate)?.proposed
        else { return nil }
        var files: [ExternalAttachment] = []
        for record in header.attachments {
            let opened = try await openAttachment(AttachmentID(note: id, record: record), as: .moving)
            let content: ExternalAttachment.Content
            if opened.attachment.size <= CopiedFiles.maximumHeld {
                content = .bytes(try await opened.read(at: 0, count: Int(opened.attachment.size)))
            } else {
                content = .stream {
                    let place = ReadingPlace()
                    return {
                        let piece = try await opened.read(at: place.offset, count: SegmentRun.segmentSize)
                        place.advance(by: piece.count)
                        return piece.count > 0 ? piece : nil
                    }
                }
            }
            files.append(
                ExternalAttachment(
                    name: opened.attachment.name?.copyString(),
                    mediaType: opened.attachment.mediaType,
                    content: content
                )
            )
        }
        let key: SecretKey
        do { key = try .random(core.environment.entropy) } catch { throw NotesError(error) }
        let wanted = WantedFiles(
            note: nil,
            noteKey: HeldKey(key),
            owner: id.owner,
            compartment: view.aggregate.compartmentID(proposed),
            files: files
        )
        return CopiedFiles(
            originals: header.attachments,
            compartment: proposed,
            files: files,
            written: try await core.write(wanted).get()
        )
    }
}

/// How far a file was read.
private final class ReadingPlace: Sendable {
    private let place = Mutex<UInt64>(0)

    var offset: UInt64 { place.withLock { $0 } }

    func advance(by count: Int) { place.withLock { $0 += UInt64(count) } }
}

extension NoteHeader {
    /// Whether nothing on record hangs on the note.
    fileprivate var standsAlone: Bool {
        status != .draft && addenda.isEmpty && amendmentRequests.isEmpty && relation == nil
    }
}

extension NoteChange {
    /// The keys of the note's other originators, which must stand when it is moved.
    fileprivate mutating func otherReaders() async throws(NotesError) -> [PrincipalID: PublicKeys] {
        var readers: [PrincipalID: PublicKeys] = [:]
        for author in header.originators where author != session.principal {
            let snapshot = try await session.core.snapshot(of: author)
            guard let keys = try snapshot.enrollment.keys(forGrantsBy: session.principal, as: author) else {
                throw NotesError(.authorNotEnrolled, at: "authors")
            }
            readers[author] = keys
            editor.expect(snapshot.guardExpectation)
        }
        return readers
    }

    /// Files holds as those on the note that takes this one's place.
    fileprivate mutating func file(_ holds: [Hold], movedTo note: NoteID) throws(NotesError) -> [Hold] {
        let moved = holds.map { $0.moved(to: note) }
        try crypto { (change) throws(CryptoError) in
            for hold in moved {
                try change.editor.store(.hold, hold.encodedBytes, as: change.editor.newRecord())
            }
        }
        return moved
    }

    /// Seals the words anew in another compartment, as another note, and destroys what stood before.
    fileprivate mutating func move(
        to compartment: Compartment,
        with copies: CopiedFiles?,
        _ readers: [PrincipalID: PublicKeys],
        signing signer: ManifestSigner
    ) throws(NotesError) {
        guard let keyring = session.state.keyring, var state = header.external else { return }
        let noteKeys = session.noteKeys(keys, now)
        var fields: [FieldAddress: SensitiveBytes] = [:]
        try crypto { (change) throws(CryptoError) in
            fields = try NoteOpener(noteKeys: noteKeys, caches: change.session.core.caches)
                .fieldsForSealing(change.note)
        }
        // An import writes words without a form; what was amended here may follow another template.
        guard let words = ExternalWords(fields, of: header) else {
            throw NotesError(.invalidTransition, at: "note")
        }
        let content = try words.content(in: compartment)
        (state.proposed, state.revision, state.importers) = (nil, 1, [])
        let (original, session, keys, now) = (header, session, keys, now)
        try crypto { (change) throws(CryptoError) in
            let headerKey = change.editor.headerKey
            state.marks = try RecordImport.marks(of: words, in: compartment, headerKey, keyring)
            state.files = try RecordImport.marks(
                of: copies?.files ?? [],
                in: compartment,
                under: headerKey,
                by: keyring
            )
            .uniqued
            change.editor.remember(certificate: session.state.current.enrollment.certificate)
            let writer = NoteWriter(session: session, keys: keys, now: now)
            let readers = readers.merging([session.principal: keyring.publicKeys]) { $1 }
            let isShared = readers.count > 1 && compartment.custody == .granted
            let key =
                isShared
                ? try writer.generate(compartment, for: readers, by: keyring, in: &change.editor)
                : try writer.keyForWriting(compartment, in: &change.editor)
            change.made = try writer.create(
                [
                    NewNote(
                        content: content,
                        kind: original.kind,
                        status: original.status,
                        originators: original.originators,
                        subjects: original.subjects,
                        period: original.period,
                        referencesOther: original.referencesOther,
                        compiledForProceeding: original.compiledForProceeding,
                        byMentalHealthProfessional: original.byMentalHealthProfessional,
                        identifiers: original.identifiers,
                        attestedAuthors: original.attestedAuthors,
                        // Whose key the words are told by from now on.
                        origin: ImportOrigin(by: session.principal, at: now, source: original.origin?.source),
                        external: state,
                        received: original.received,
                        labels: original.labels,
                        noteKey: copies?.written.noteKey,
                        attachments: copies?.written.attachments ?? [],
                        holds: original.holds,
                        usedForDecision: original.usedForDecision
                    )
                ],
                as: [change.editor.newRecord()],
                [key],
                in: &change.editor,
                signing: signer
            )
            for past in original.history {
                change.editor.write(.delete(change.editor.records.history(past.locator)))
            }
            try change.editor.discard(change.note)
        }
    }
}
