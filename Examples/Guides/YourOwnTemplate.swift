internal import ClinicalNotes

// YourOwnTemplate: begin form
struct IntakeForm: GeneralRecordContent {
    static let template = Template("willow.intake", version: 1, kind: .intake)

    enum CodingKeys: Int, FieldKey { case presentingProblem = 1, mood = 2, medications = 3 }

    @Sealed var presentingProblem: ClinicalText?
    @Sealed var mood: MoodScore?
    @Sealed var medications: [MedicationStatement]?
}

struct MoodScore: GeneralFieldValue, Codable {
    let scale: String
    let score: Int
}
// YourOwnTemplate: end form

// YourOwnTemplate: begin psychotherapy
struct Formulation: PsychotherapyContent {
    static let template = Template("willow.formulation", version: 1, kind: .psychotherapyIndividual)

    enum CodingKeys: Int, FieldKey { case hypotheses = 1, themes = 2 }

    @Sealed var hypotheses: ClinicalText?
    @Sealed var themes: [ClinicalText]?
}
// YourOwnTemplate: end psychotherapy

// YourOwnTemplate: begin second
struct LongerIntakeForm: GeneralRecordContent {
    static let template = Template("willow.intake", version: 2, kind: .intake)

    // 2 was the score, which moved to a form of its own: its number is never used again.
    enum CodingKeys: Int, FieldKey { case presentingProblem = 1, medications = 3, strengths = 4 }

    @Sealed var presentingProblem: ClinicalText?
    @Sealed var medications: [MedicationStatement]?
    @Sealed var strengths: [ClinicalText]?
}
// YourOwnTemplate: end second

/// The code of the guide "Your own template".
enum YourOwnTemplate {
    /// Founds a practice that knows the templates.
    static func found(
        _ store: any NoteStore,
        _ keys: any KeyService,
        _ relationships: any Relationships
    ) async throws -> NoteVault {
        // YourOwnTemplate: begin register
        var templates = TemplateRegistry.standard
        try templates.register(IntakeForm.self)
        try templates.register(LongerIntakeForm.self)
        try templates.register(Formulation.self)

        let vault = try await NoteVault.found(
            store: store,
            keys: keys,
            policy: .unitedStates,
            relationships: relationships,
            templates: templates
        )
        // YourOwnTemplate: end register
        return vault
    }

    /// Writes a form, signs it, and reads it again.
    static func fill(in words: String, about ana: PatientID, at desk: NoteSession) async throws -> IntakeForm
    {
        // YourOwnTemplate: begin use
        let intake = try await desk.draft(
            IntakeForm(
                presentingProblem: ClinicalText(words),
                mood: MoodScore(scale: "PHQ-9", score: 12),
                medications: ["Sertraline"]
            ),
            about: [ana]
        )
        try await desk.sign(intake)

        let note = try await desk.read(intake)
        let mood = note[\IntakeForm.mood]
        let form = try note.content(as: IntakeForm.self)
        // YourOwnTemplate: end use
        guard mood?.score == form.mood?.score else { throw NotesError(.invalidInput, at: "mood") }
        return form
    }
}
