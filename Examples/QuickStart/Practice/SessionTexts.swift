internal import ClinicalNotes

/// What the therapist enters about each session; all of it is invented.
enum SessionTexts {
    /// Ana's visit of a week.
    static func individual(week number: Int) -> (summary: SessionSummary, analysis: PsychotherapyNote) {
        guard number > 1 else { return first }
        return (
            SessionSummary(
                frequency: "Weekly sessions of fifty minutes.",
                diagnosis: "F41.1, generalized anxiety disorder.",
                progress: "Ana has kept her sleep diary for the whole of week \(number).",
                plan: "Continue the sleep diary until the next visit."
            ),
            PsychotherapyNote(
                impressions: "In week \(number) she came back to the locked door by herself, and went on."
            )
        )
    }

    /// How Ana's summary of the week before is amended.
    static func amendment(week number: Int) -> SessionSummary {
        SessionSummary(
            frequency: "Weekly sessions of fifty minutes.",
            diagnosis: "F41.1, generalized anxiety disorder.",
            progress: "Corrected in week \(number): Ana has returned to work for half of each day.",
            plan: "Continue the sleep diary; practice the conversation with her manager."
        )
    }

    private static let first = (
        summary: SessionSummary(
            frequency: "Weekly sessions of fifty minutes.",
            diagnosis: "F41.1, generalized anxiety disorder.",
            progress: "Ana sleeps six hours a night and has returned to work full time.",
            plan: "Continue the sleep diary; practice the conversation with her manager."
        ),
        analysis: PsychotherapyNote(
            impressions: "She laughed when she spoke of the locked door, and then could not go on.",
            hypotheses: "The key she keeps losing may stand for the permission nobody gave her.",
            countertransference: "I noticed that I wanted to hurry her past the silence."
        )
    )

    static let minor = (
        summary: SessionSummary(
            symptoms: "Trouble falling asleep; avoids the school canteen.",
            progress: "Mia sat with a friend at lunch on three days of this week.",
            plan: "Two more sessions before the holidays, then a review."
        ),
        analysis: PsychotherapyNote(
            impressions: "Mia guards what happens at home and watches whether I write it down.",
            hypotheses: "She tests whether an adult can keep a promise of silence."
        )
    )

    static let couple = (
        summary: SessionSummary(
            progress: "Both tried the weekly money talk and kept it under twenty minutes.",
            plan: "One shared list of expenses until the next session."
        ),
        ana: SessionSummary(functionalStatus: "Ana asks for time alone on Sunday mornings."),
        ben: SessionSummary(functionalStatus: "Ben has cut his overtime to one evening a week."),
        analysis: PsychotherapyNote(
            processNotes: "Whenever Ben raised his voice, Ana answered me and no longer him.",
            themes: ["Who may be angry in this house", "The debt that nobody names"]
        )
    )

    static let group = (
        summary: SessionSummary(
            progress: "The group practiced asking for help without an apology first.",
            plan: "Each brings one example to the next meeting."
        ),
        nadia: SessionSummary(symptoms: "Nadia reports fewer headaches after stressful days."),
        tom: SessionSummary(symptoms: "Tom reports restless evenings when he is alone."),
        analysis: PsychotherapyNote(
            processNotes: "The others fell silent for Tom and nobody filled the gap for him.",
            supervisionQuestions: "Do I protect the quiet ones, or do I keep them quiet?"
        )
    )
}
