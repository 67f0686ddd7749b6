import ClinicalNotes

/// A note of a substance use disorder record, for vectors about one.
struct SubstanceUseNote: SubstanceUseContent {
    static var template: Template { Template("test.substance-use", version: 1, kind: .note) }

    enum CodingKeys: Int, FieldKey { case text = 1 }

    @Sealed var text: ClinicalText?

    init(text: ClinicalText? = nil) { self.text = text }
}

/// A substance use disorder counseling note, for vectors about one.
struct SubstanceUseCounselingNote: SubstanceUseCounselingContent {
    static var template: Template { Template("test.substance-use-counseling", version: 1, kind: .counseling) }

    enum CodingKeys: Int, FieldKey { case text = 1 }

    @Sealed var text: ClinicalText?

    init(text: ClinicalText? = nil) { self.text = text }
}

/// Content that is nothing but words, in whichever compartment.
protocol WordsOnly: NoteContent {
    init(words: ClinicalText)
}

extension FreeText: WordsOnly {
    init(words: ClinicalText) { self.init(text: words) }
}

extension PsychotherapyNote: WordsOnly {
    init(words: ClinicalText) { self.init(impressions: words) }
}

extension SubstanceUseNote: WordsOnly {
    init(words: ClinicalText) { self.init(text: words) }
}

extension SubstanceUseCounselingNote: WordsOnly {
    init(words: ClinicalText) { self.init(text: words) }
}

extension Compartment {
    /// The template that vectors of a compartment are written in.
    var words: any WordsOnly.Type {
        switch self {
        case .general: FreeText.self
        case .psychotherapy: PsychotherapyNote.self
        case .substanceUse: SubstanceUseNote.self
        case .substanceUseCounseling: SubstanceUseCounselingNote.self
        }
    }
}

extension TemplateRegistry {
    static func forVectors() throws -> TemplateRegistry {
        var registry = TemplateRegistry.standard
        try registry.register(SubstanceUseNote.self)
        try registry.register(SubstanceUseCounselingNote.self)
        return registry
    }
}
