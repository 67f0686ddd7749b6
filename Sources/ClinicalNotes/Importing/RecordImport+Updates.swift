internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension RecordImport {
    /// What tells words from others, and their headings.
    ///
    /// Under the owner's header key, since whoever holds it could open the words as well. Of words in granted custody whoever
    /// holds the practice's keys could confirm a guess with it: there it is made under the importer's own key.
    static func marks(
        of words: ExternalWords,
        in compartment: Compartment,
        _ headerKey: HeldKey,
        _ keyring: Keyring
    ) throws(CryptoError) -> WordsMarks {
        func mark(_ bytes: [UInt8], _ label: String) throws(CryptoError) -> Bytes16 {
            try Self.mark(bytes, label, in: compartment, headerKey, keyring)
        }
        return WordsMarks(
            words: try mark(words.bytes, "foreign-words"),
            headings: try words.headings.map { headings throws(CryptoError) in
                try mark(headings, "foreign-headings")
            }
        )
    }

    /// What tells some bytes of a note from others.
    static func mark(
        _ bytes: [UInt8],
        _ label: String,
        in compartment: Compartment,
        _ headerKey: HeldKey,
        _ keyring: Keyring
    ) throws(CryptoError) -> Bytes16 {
        switch compartment.custody {
        case .ordinary: return Pseudonym.make(label, [bytes], secret: headerKey.key, generation: 1)
        case .granted:
            var writer = ByteWriter()
            writer.raw(bytes)
            return try keyring.blind(writer)
        }
    }

    /// What the source's state changes of a note, or `nil` if nothing: it is as the source gave it, or in a newer state.
    ///
    /// Labels close a note also where the rest of the state is refused: then they are all that changes.
    ///
    /// - Throws: ``NotesError``: `invalidTransition` where the note was withdrawn or amended here since and the source has other
    ///   words, or a state that cannot follow; `keyMissing` for new words in granted custody that the importer has no key for.
    func update(
        _ prepared: PreparedNote,
        of current: LoadedNote,
        by importer: NoteSession,
        at now: Instant
    ) throws(NotesError) -> NoteUpdate? {
        do throws(NotesError) {
            return try stateUpdate(prepared, of: current, by: importer, at: now)
        } catch {
            guard [.invalidTransition, .keyMissing].contains(error.code) else { throw error }
            var header = current.header
            header.external?.take(
                labelsOf: prepared.note,
                in: current.view.aggregate,
                beside: header.compartment
            )
            guard header != current.header else { throw error }
            return NoteUpdate(current: current, header: header, content: nil, refusal: error)
        }
    }

    private func stateUpdate(
        _ prepared: PreparedNote,
        of current: LoadedNote,
        by importer: NoteSession,
        at now: Instant
    ) throws(NotesError) -> NoteUpdate? {
        var note = prepared.note
        guard let origin = current.header.origin, let known = current.header.external,
            let keyring = importer.state.keyring
        else { return nil }
        let isOlder = known.version.flatMap { note.version?.isOlder(than: $0) }
        guard isOlder != true else { return nil }
        if known.preliminary, note.status == .draft {
            // A draft that was kept as it came stays one, also when its author is enrolled by now: others may have read it.
            note.status = .signed
            note.isPreliminary = true
        }
        let owner = current.view.aggregate
        var header = current.header
        var state = known
        let words = ExternalWords(of: note, inFormOf: header)
        let marks: WordsMarks
        let files: [Bytes16]
        do throws(CryptoError) {
            marks = try Self.marks(of: words, in: header.compartment, current.view.headerKey, keyring)
            files = try Self.marks(
                of: note.attachments,
                in: header.compartment,
                under: current.view.headerKey,
                by: keyring
            )
        } catch {
            throw NotesError(error)
        }
        // What somebody else's key made cannot be compared: there the source's word counts that it is a newer state.
        let isTold = header.compartment.custody == .ordinary || origin.by == importer.principal
        let isNew = !note.isWithdrawn && (isTold ? marks.words != state.marks.words : isOlder == false)
        if NoteStatusClass(of: header.status) == .withdrawn {
            // It does not come back by itself: that its source has it again, or has other words, is for people to see.
            guard note.isWithdrawn || !isNew && isOlder == nil else {
                throw NotesError(.invalidTransition, at: "status")
            }
            header.external?.take(labelsOf: note, in: owner, beside: header.compartment)
            return header == current.header
                ? nil : NoteUpdate(current: current, header: header, content: nil)
        }
        let status = try status(after: note.status, from: header.status, isNew: isNew)
        let signs = header.status == .draft && status != .draft
        header.status = status
        var content: NewContent?
        if isNew || signs {
            // What was written here since is not overwritten from outside.
            guard header.revision == state.revision else {
                throw NotesError(.invalidTransition, at: "text")
            }
            guard current.isOpen(to: importer.principal, at: now) else {
                throw NotesError(.keyMissing, at: "text")
            }
            guard !note.isPartial || state.partial else { throw NotesError(.invalidTransition, at: "text") }
            // Fields are numbered by their place: what was decided about one is not to stand at another's.
            guard marks.headings == state.marks.headings || !header.hasDecisionsAboutFields else {
                throw NotesError(.invalidTransition, at: "sections")
            }
            content = try self.content(words, in: header.compartment)
            state.take(marks, as: header.revision + 1, in: origin, by: importer.principal)
            state.partial = note.isPartial
            // Who confirmed to have written the words confirmed other words.
            header.confirmations = []
            header.origin = ImportOrigin(by: importer.principal, at: now, source: records.source)
        }
        var newFiles: [ExternalAttachment] = []
        if !note.isWithdrawn, isTold || isOlder == false {
            newFiles = zip(note.attachments, files).filter { !state.files.contains($1) }.map(\.0)
        }
        if !newFiles.isEmpty {
            guard current.isOpen(to: importer.principal, at: now) else {
                throw NotesError(.keyMissing, at: "attachments")
            }
            state.files = (state.files + files).uniqued
            if [.signed, .cosigned].contains(header.status) { header.status = .addended }
        }
        if !note.isWithdrawn {
            // Of a note that is withdrawn a source often leaves nothing.
            state.take(note)
            header.kind = note.kind
            header.period = note.period
            // A key that comes only with a later state names the note from then on.
            if known.key == note.address { state.key = note.key }
            header.identifiers = ([state.key] + header.identifiers + prepared.identifiers).uniqued
        }
        if !note.isWithdrawn, isOlder == false || content != nil {
            // Names are told by what else came with the note, so that they alone make no new state.
            header.attestedAuthors = state.take(namesOf: note, after: header.attestedAuthors)
        }
        state.take(labelsOf: note, in: owner, beside: header.compartment)
        // Remembered also where nothing else is new: a state between the two must not count as a later one.
        state.version = note.version ?? known.version
        header.external = state
        guard content != nil || header != current.header else { return nil }
        return NoteUpdate(current: current, header: header, content: content, newFiles: newFiles)
    }

    /// The status of a note after a state of its source's.
    private func status(
        after coming: NoteStatus,
        from status: NoteStatus,
        isNew: Bool
    ) throws(NotesError) -> NoteStatus {
        switch (NoteStatusClass(of: status), NoteStatusClass(of: coming)) {
        case (.withdrawn, _): return status
        case (.final, .draft):
            guard !isNew else { throw NotesError(.invalidTransition, at: "status") }
            return status
        case (.draft, .withdrawn): throw NotesError(.invalidTransition, at: "status")
        case (.final, .withdrawn): return .enteredInError
        case (.draft, .final): return coming
        case (.final, .final): return isNew || coming == .amended ? .amended : status
        case (.draft, .draft): return status
        }
    }
}

extension ExternalState {
    /// The state of a note that comes for the first time.
    init(_ note: ExternalNote, marks: WordsMarks, files: [Bytes16]) {
        key = note.key
        version = note.version
        revision = 1
        self.marks = marks
        self.files = files.uniqued
        importers = []
        date = nil
        type = nil
        labels = note.labels.uniqued
        encounters = note.encounters.uniqued
        lifted = []
        context = note.context.attested
        references = note.referenceMarks
        relations = []
        markedText = false
        partial = note.isPartial
        preliminary = false
        take(note)
        propose(note.strictest, beside: note.compartment)
    }

    /// Takes over what stands beside the words.
    fileprivate mutating func take(_ note: ExternalNote) {
        date = note.date
        type = note.type?.attested
        relations = note.relations.uniqued
        markedText = note.markedText
        preliminary = note.isPreliminary
    }

    /// Takes over names; who is referred to as before and is not named this time keeps the name that is known.
    ///
    /// - Returns: The authors from now on.
    fileprivate mutating func take(namesOf note: ExternalNote, after authors: [String]) -> [String] {
        let parts = ExternalContext.Part.allCases
        let before = authors.map { Optional($0) } + parts.map { context[$0] }
        var known: [UInt64: String] = [:]
        for (mark, name) in zip(references, before) where mark != 0 { known[mark] = name }
        func name(_ words: String?, _ reference: ExternalReference?) -> String? {
            guard let words else { return nil }
            return (reference?.isNamed == false ? known[reference.mark] : nil) ?? words.attested
        }
        for part in parts { context[part] = name(note.context[part], note.references[part]) }
        references = note.referenceMarks
        return note.authors.compactMap { name($0.attested, $0.reference) }
    }

    /// Takes over new words, which a revision holds.
    fileprivate mutating func take(
        _ marks: WordsMarks,
        as revision: UInt64,
        in origin: ImportOrigin,
        by importer: PrincipalID
    ) {
        self.marks = marks
        self.revision = revision
        if origin.by != importer, !importers.contains(origin.by) { importers.append(origin.by) }
    }
}

extension ExternalType {
    /// As it is kept in a header.
    fileprivate var attested: ExternalType {
        ExternalType(
            codings: codings.map {
                Coding(system: $0.system?.attested, code: $0.code.attested, display: $0.display?.attested)
            },
            text: text?.attested
        )
    }
}

extension ExternalContext {
    /// As it is kept in a header.
    fileprivate var attested: ExternalContext {
        var kept = ExternalContext()
        for part in Part.allCases { kept[part] = self[part]?.attested }
        return kept
    }
}

extension ExternalNote {
    /// What tells apart by what the source refers to authors and parts of the context.
    fileprivate var referenceMarks: [UInt64] {
        authors.map(\.reference.mark) + ExternalContext.Part.allCases.map { references[$0].mark }
    }
}
