import ClinicalNotesModel

/// Every field of every ready template, filled.
enum TemplateSamples {
    static let day = CalendarDay(year: 2026, month: 3, day: 2)
    static let start = Instant(milliseconds: 1_772_463_600_000)
    static let medications = [
        MedicationStatement(
            "Sertraline",
            code: ClinicalCode(system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "36437"),
            dosage: "50 mg \"daily\"",
            monitoring: "none",
            prescribed: day
        ),
        MedicationStatement("Vitamin D"),
    ]
    static let results = [
        ClinicalTestResult(
            "PHQ-9 score",
            code: ClinicalCode(system: "http://loinc.org", code: "44261-6"),
            value: 7.5,
            taken: day
        )
    ]

    static let byName: [String: any NoteContent] = {
        let contents: [any NoteContent] = [
            FreeText("Grüße \u{1F33F} and\ttabs"),
            PsychotherapyFreeText(text: "p"), SubstanceUseFreeText(text: "s"),
            SubstanceUseCounselingFreeText(text: "c"),
            SectionedText<ContentSections.General>([NoteSection(title: "Plan", text: "Rest\n\nand \u{1F33F}")]
            ),
            SectionedText<ContentSections.Psychotherapy>([NoteSection(text: "w")]),
            SectionedText<ContentSections.SubstanceUse>([NoteSection(title: "H", text: "")]),
            SectionedText<ContentSections.SubstanceUseCounseling>([NoteSection(title: "H", text: "c")]),
            SOAPNote(subjective: "s", objective: "o", assessment: "a", plan: "p"),
            DAPNote(data: "d", assessment: "a", plan: "p"),
            BIRPNote(behavior: "b", intervention: "i", response: "r", plan: "p"),
            GIRPNote(goal: "g", intervention: "i", response: "r", plan: "p"),
            IntakeNote(
                presentingProblem: "1",
                history: "2",
                socialHistory: "3",
                mentalStatus: "4",
                risk: "5",
                symptoms: "6",
                functionalStatus: "7",
                diagnosis: "8",
                medications: medications,
                testResults: results,
                plan: "11"
            ),
            SessionSummary(
                period: SessionTimes(start..<(start + .milliseconds(3_000_250))),
                modality: TreatmentModality(.couple, method: "EFT"),
                frequency: "weekly",
                diagnosis: "F41.1",
                functionalStatus: "5",
                symptoms: "6",
                progress: "7",
                prognosis: "8",
                plan: "9",
                medications: medications,
                testResults: results
            ),
            PsychotherapyNote(
                impressions: "1",
                hypotheses: "2",
                processNotes: "3",
                transference: "4",
                countertransference: "5",
                themes: ["loss", "Vater"],
                supervisionQuestions: "7"
            ),
        ]
        return Dictionary(uniqueKeysWithValues: contents.map { (type(of: $0).template.name, $0) })
    }()
}
