internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// A foreign note that was found acceptable, in the form it will be written in.
struct PreparedNote {
    let identifiers: [PersonIdentifier]
    let kind: NoteKind
    let status: NoteStatus
    let period: Range<Instant>
    let relation: ForeignNote.Relation?
    let content: NewContent
    /// The authors who are enrolled.
    let authors: [EnrolledAuthor]
    let attestedAuthors: [String]
    let received: ReceivedRecord?

    /// Everything by which the note or what it refers to could be in the vault.
    var lookedUp: [PersonIdentifier] { identifiers + [relation?.target].compactMap { $0 } }
}

/// An author who is an enrolled principal.
struct EnrolledAuthor: Sendable {
    let principal: PrincipalID
    let standing: SessionState.Standing
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

extension ForeignNote.Relation {
    /// The identifier of the other note.
    var target: PersonIdentifier {
        switch self {
        case .addendum(let target), .replacement(let target): target
        }
    }

    func resolved(_ note: NoteID) -> NoteRelation {
        switch self {
        case .addendum: .addendum(to: note)
        case .replacement: .replacement(of: note)
        }
    }
}

extension RecordImport {
    /// Checks what can be checked of a note by itself.
    func prepare(
        _ note: ForeignNote,
        _ resolved: [ForeignAuthor: ResolvedAuthor]
    ) throws(VaultError) -> PreparedNote {
        guard !note.authors.isEmpty else { throw VaultError(.invalidInput, at: "authors") }
        guard note.received?.fits(note.compartment) ?? true else {
            throw VaultError(.invalidInput, at: "received")
        }
        let content = try content(of: note)
        var authors: [EnrolledAuthor] = []
        for author in note.authors {
            switch resolved[author] {
            case .enrolled(let enrolled): authors.append(enrolled)
            case .unreadable: throw VaultError(.tampered, at: "authors")
            case .attested, nil: continue
            }
        }
        switch note.compartment.custody {
        case .granted:
            // Sealed to its authors alone; one who has no key would be shut out for ever.
            guard authors.count == note.authors.count,
                authors.allSatisfy({ $0.standing.enrolment.keys != nil })
            else { throw VaultError(.authorNotEnrolled, at: "authors") }
            for author in authors {
                _ = try author.standing.enrolment.keys(forGrantsBy: session.principal, as: author.principal)
            }
        case .ordinary:
            // A draft is its author's alone, so nobody could ever read one without.
            guard note.status != .draft || !authors.isEmpty else {
                throw VaultError(.authorNotEnrolled, at: "authors")
            }
        }
        return PreparedNote(
            identifiers: note.identifiers,
            kind: note.kind,
            status: note.status,
            period: note.period,
            relation: note.relation,
            content: content,
            authors: authors,
            attestedAuthors: note.authors.map(\.attested),
            received: note.received
        )
    }

    private func content(of note: ForeignNote) throws(VaultError) -> NewContent {
        let content: NewContent
        do throws(ModelError) {
            content =
                switch note.compartment {
                case .general: try NewContent([(.everyone, FreeText(text: note.text))])
                case .psychotherapy: try NewContent([(.everyone, PsychotherapyFreeText(text: note.text))])
                case .substanceUse: try NewContent([(.everyone, SubstanceUseFreeText(text: note.text))])
                case .substanceUseCounseling:
                    try NewContent([(.everyone, SubstanceUseCounselingFreeText(text: note.text))])
                }
        } catch {
            let isTooLarge = error.code == .fieldTooLarge || error.code == .noteTooLarge
            throw VaultError(isTooLarge ? .tooLarge : .invalidInput, at: "text")
        }
        guard core.templates[content.template.name, content.template.version] != nil else {
            throw VaultError(.templateUnknown, at: "compartment")
        }
        return content
    }
}
