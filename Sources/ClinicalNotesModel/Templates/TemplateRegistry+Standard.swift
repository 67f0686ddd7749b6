extension TemplateRegistry {
    /// The templates of this library, to which a host's own can be added.
    public static let standard: TemplateRegistry = {
        var registry = TemplateRegistry()
        let types: [any NoteContent.Type] = [
            FreeText.self, SOAPNote.self, DAPNote.self, BIRPNote.self, GIRPNote.self, IntakeNote.self,
            SessionSummary.self, PsychotherapyNote.self, PsychotherapyFreeText.self,
            SubstanceUseFreeText.self,
            SubstanceUseCounselingFreeText.self,
            SectionedText<ContentSections.General>.self, SectionedText<ContentSections.Psychotherapy>.self,
            SectionedText<ContentSections.SubstanceUse>.self,
            SectionedText<ContentSections.SubstanceUseCounseling>.self,
        ]
        for type in types {
            // None is refused: a test compares the list. Notes of one that were would be of an unknown template, which is told.
            try? registry.register(type)
        }
        return registry
    }()
}
