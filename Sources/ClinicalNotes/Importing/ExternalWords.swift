internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The words of an imported note in the form in which they are sealed: as one text, or in sections, each of them a field.
///
/// A note keeps the form in which it came first, as its template stands for ever.
enum ExternalWords: Sendable {
    case text(ClinicalText?)
    case sections([NoteSection])

    /// What follows is put under the last one.
    private static let maximumSections = 1000

    /// The words of a note that is new.
    init(of note: ExternalNote) {
        let isPlain =
            note.sections.count < 2
            && note.sections.allSatisfy {
                $0.title == nil && $0.text.utf8.count <= FieldCoder.maximumFieldBytes
            }
        self = isPlain ? .text(note.sections.first?.text) : .sections(Self.sections(of: note))
    }

    /// The words of a later state of a note, in the form of those before.
    init(of note: ExternalNote, inFormOf existing: NoteHeader) {
        let sections = Self.sections(of: note)
        if existing.isInSections {
            self = .sections(sections)
        } else {
            self = .text(sections.isEmpty ? nil : Self.joined(sections))
        }
    }

    /// The words of a note as they were sealed, or `nil` if they follow another template.
    init?(_ fields: [FieldAddress: SensitiveBytes], of header: NoteHeader) {
        guard fields.keys.allSatisfy({ $0.part == NotePart.everyone.id }) else { return nil }
        let values = fields.sorted { $0.key < $1.key }.map(\.value)
        if header.isInSections {
            guard let sections = try? values.map({ try NoteSection(fieldBytes: $0) }) else { return nil }
            self = .sections(sections)
        } else {
            guard header.isFreeText else { return nil }
            self = .text(values.first.flatMap { ClinicalText(utf8: $0) })
        }
    }

    /// All of it, as one text.
    var bytes: [UInt8] {
        switch self {
        case .text(let text): text?.utf8.copyBytes() ?? []
        case .sections(let sections): Self.joined(sections).utf8.copyBytes()
        }
    }

    /// What tells which section stands where: the headings, one a line, and of sections that have the same one, or none, the
    /// words; `nil` where there are no sections.
    var headings: [UInt8]? {
        guard case .sections(let sections) = self else { return nil }
        let titles = sections.map { $0.title?.utf8.copyBytes() ?? [] }
        let counts = Dictionary(titles.map { ($0, 1) }, uniquingKeysWith: +)
        return zip(titles, sections).reduce(into: []) { headings, next in
            headings += next.0 + [UInt8(ascii: "\n")]
            if counts[next.0] != 1 { headings += Digest.of(next.1.text.utf8.copyBytes()).bytes }
        }
    }

    /// The words as they are sealed in a compartment.
    func content(in compartment: Compartment) throws(NotesError) -> NewContent {
        do throws(NotesError) {
            return switch (self, compartment) {
            case (.text(let text), .general): try NewContent(FreeText(text: text))
            case (.text(let text), .psychotherapy): try NewContent(PsychotherapyFreeText(text: text))
            case (.text(let text), .substanceUse): try NewContent(SubstanceUseFreeText(text: text))
            case (.text(let text), .substanceUseCounseling):
                try NewContent(SubstanceUseCounselingFreeText(text: text))
            case (.sections(let sections), .general):
                try NewContent(SectionedText<ContentSections.General>(sections))
            case (.sections(let sections), .psychotherapy):
                try NewContent(SectionedText<ContentSections.Psychotherapy>(sections))
            case (.sections(let sections), .substanceUse):
                try NewContent(SectionedText<ContentSections.SubstanceUse>(sections))
            case (.sections(let sections), .substanceUseCounseling):
                try NewContent(SectionedText<ContentSections.SubstanceUseCounseling>(sections))
            }
        } catch {
            throw NotesError(error.code, at: "text")
        }
    }

    private static func sections(of note: ExternalNote) -> [NoteSection] {
        let sections = note.sections.map { NoteSection(title: $0.title, text: $0.text) }
        guard sections.count > maximumSections else { return sections.flatMap(pieces) }
        let rest = sections[(maximumSections - 1)...]
        return sections[..<(maximumSections - 1)].flatMap(pieces) + pieces(NoteSection(text: joined(rest)))
    }

    /// A section as fields hold it: what is too long for one goes on in the next, at the start of a line if there is one.
    private static func pieces(_ section: NoteSection) -> [NoteSection] {
        let most = FieldCoder.maximumFieldBytes - 1
        let heading = section.title?.utf8.count ?? 0
        guard heading + section.text.utf8.count > most else { return [section] }
        // A heading that leaves no room is words itself.
        guard heading <= most / 2 else { return pieces(NoteSection(text: joined([section]))) }
        var pieces: [NoteSection] = []
        var rest = section.text.utf8.copyBytes()[...]
        while !rest.isEmpty {
            let room = pieces.isEmpty ? most - heading : most
            var end = rest.endIndex
            if rest.count > room {
                end = rest.startIndex + room
                if let line = rest[..<end].lastIndex(of: UInt8(ascii: "\n")), line > end - room / 2 {
                    end = line + 1
                }
                while rest[end] & 0xC0 == 0x80 { end -= 1 }
            }
            let text = ClinicalText(utf8: SensitiveBytes(rest[..<end])) ?? ClinicalText("")
            pieces.append(NoteSection(title: pieces.isEmpty ? section.title : nil, text: text))
            rest = rest[end...]
        }
        return pieces
    }

    /// Each section under its heading, with an empty line between two.
    private static func joined(_ sections: some Collection<NoteSection>) -> ClinicalText {
        var bytes: [UInt8] = []
        for section in sections {
            if !bytes.isEmpty { bytes += [UInt8(ascii: "\n"), UInt8(ascii: "\n")] }
            if let title = section.title { bytes += title.utf8.copyBytes() + [UInt8(ascii: "\n")] }
            bytes += section.text.utf8.copyBytes()
        }
        return ClinicalText(utf8: SensitiveBytes(bytes)) ?? ClinicalText("")
    }
}

extension NewContent {
    fileprivate init(_ content: some NoteContent) throws(NotesError) {
        try self.init([(.everyone, content)])
    }
}

extension NoteHeader {
    /// Whether each section of its words is a field.
    var isInSections: Bool {
        let name =
            switch compartment {
            case .general: SectionedText<ContentSections.General>.template.name
            case .psychotherapy: SectionedText<ContentSections.Psychotherapy>.template.name
            case .substanceUse: SectionedText<ContentSections.SubstanceUse>.template.name
            case .substanceUseCounseling: SectionedText<ContentSections.SubstanceUseCounseling>.template.name
            }
        return template == name
    }

    fileprivate var isFreeText: Bool {
        let name =
            switch compartment {
            case .general: FreeText.template.name
            case .psychotherapy: PsychotherapyFreeText.template.name
            case .substanceUse: SubstanceUseFreeText.template.name
            case .substanceUseCounseling: SubstanceUseCounselingFreeText.template.name
            }
        return template == name
    }

    /// Whether somebody decided about a single field of it.
    var hasDecisionsAboutFields: Bool {
        (releases.map(\.scope) + holds.map(\.scope)).contains { if case .field = $0 { true } else { false } }
    }
}
