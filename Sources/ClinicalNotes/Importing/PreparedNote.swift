internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// A external note with what the practice knows of its authors, before it is known whether the vault has it.
struct PreparedNote: Sendable {
    let note: ExternalNote
    /// What the source calls it, its key first; each once.
    let identifiers: [PersonIdentifier]
    /// The authors who are enrolled.
    let authors: [EnrolledAuthor]

    var key: PersonIdentifier { note.key }

    /// Everything by which the note or what it refers to could be in the vault.
    var lookedUp: [PersonIdentifier] {
        [key] + [note.address].compactMap { $0 == key ? nil : $0 } + note.relations.compactMap(\.linked)
    }

    var attestedAuthors: [String] { note.authors.map(\.attested.attested) }
}

/// An author who is an enrolled principal.
struct EnrolledAuthor: Sendable {
    let principal: PrincipalID
    let snapshot: SessionState.Snapshot
    /// Whether that is the person who imports, by this principal or another.
    let isImporter: Bool
}

/// What the practice knows of an author.
enum ResolvedAuthor: Sendable {
    /// An enrolled principal.
    case enrolled(EnrolledAuthor)
    /// Nobody who is enrolled.
    case attested
    /// Somebody whose record is not as it was written.
    case unreadable
}

extension ExternalRelation {
    /// The note that this one is linked with; other kinds are kept in words.
    var linked: PersonIdentifier? {
        switch self {
        case .addendum(let target), .replacement(let target): target
        case .derived, .signature: nil
        }
    }

    func resolved(_ note: NoteID) -> NoteRelation? {
        switch self {
        case .addendum: .addendum(to: note)
        case .replacement: .replacement(of: note)
        case .derived, .signature: nil
        }
    }
}

extension RecordImport {
    /// Checks what can be checked of a note by itself.
    func prepare(
        _ note: ExternalNote,
        _ resolved: [ExternalAuthor: ResolvedAuthor]
    ) throws(NotesError) -> PreparedNote {
        guard !note.key.value.isEmpty else { throw NotesError(.identifierMissing, at: "key") }
        guard !note.authors.isEmpty else { throw NotesError(.invalidInput, at: "authors") }
        guard note.received?.fits(note.compartment) ?? true else {
            throw NotesError(.invalidInput, at: "received")
        }
        guard note.isWithdrawn || !note.sections.isEmpty || !note.attachments.isEmpty else {
            throw NotesError(.invalidInput, at: "sections")
        }
        var authors: [EnrolledAuthor] = []
        for author in note.authors {
            switch resolved[author] {
            case .enrolled(let enrolled): authors.append(enrolled)
            case .unreadable: throw NotesError(.tampered, at: "authors")
            case .attested, nil: continue
            }
        }
        var note = note
        // A draft is its author's alone, so nobody could ever read one without: it is kept as it came.
        if note.status == .draft, authors.isEmpty, note.compartment.custody == .ordinary {
            note.status = .signed
            note.isPreliminary = true
        }
        return PreparedNote(
            note: note,
            identifiers: ([note.key] + note.identifiers + [note.address].compactMap { $0 }).uniqued,
            authors: authors
        )
    }

    /// Checks that somebody could open a note that the vault has not got yet.
    func admit(_ prepared: PreparedNote) throws(NotesError) {
        guard !prepared.note.sections.isEmpty || !prepared.note.attachments.isEmpty else {
            // Withdrawn before it came: there is nothing to keep, and nothing to withdraw.
            throw NotesError(.notFound, at: "key")
        }
        let authors = prepared.authors
        switch prepared.note.compartment.custody {
        case .granted:
            // Sealed to its authors alone; one who has no key would be shut out for ever.
            guard authors.count == prepared.note.authors.count,
                authors.allSatisfy({ $0.snapshot.enrollment.keys != nil })
            else { throw NotesError(.authorNotEnrolled, at: "authors") }
            for author in authors {
                _ = try author.snapshot.enrollment.keys(forGrantsBy: session.principal, as: author.principal)
            }
        case .ordinary: break
        }
    }

    /// Words as they are sealed in a compartment, by a template that the vault knows.
    func content(_ words: ExternalWords, in compartment: Compartment) throws(NotesError) -> NewContent {
        let content = try words.content(in: compartment)
        guard core.templates[content.template.name, content.template.version] != nil else {
            throw NotesError(.templateUnknown, at: "compartment")
        }
        return content
    }
}

extension String {
    private static let maximumAttested = 1024

    /// Words of a source's about a note, as they are kept in its header: the beginning of what is longer.
    var attested: String {
        guard utf8.count > Self.maximumAttested else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: Self.maximumAttested)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it first stands.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
