import ClinicalNotesModel
import Testing

/// Everything here is written as a host outside this package would: what a form gives are strings.
@Suite("Words of a form")
struct ClinicalWordsTests {
    static let form = (1...11).map { "entry \($0)" }

    @Test("strings fill in a summary, each its own field")
    func summary() {
        let form = Self.form
        let note = SessionSummary(
            frequency: form[0],
            diagnosis: form[1],
            functionalStatus: form[2],
            symptoms: form[3],
            progress: form[4],
            prognosis: form[5],
            plan: form[6].dropFirst(0),
            medications: [MedicationStatement(form[7], dosage: form[8], monitoring: form[9])],
            testResults: [ClinicalTestResult(form[10])]
        )
        let medication = note.medications?.first
        let read: [ClinicalText?] = [
            note.frequency?.text, note.diagnosis?.text, note.functionalStatus?.text, note.symptoms?.text,
            note.progress?.text, note.prognosis?.text, note.plan?.text, medication?.medication,
            medication?.dosage,
            medication?.monitoring, note.testResults?.first?.text,
        ]
        #expect(read.map { $0?.copyString() } == form)
    }

    @Test("strings fill in a psychotherapy note, each its own field")
    func analysis() {
        let form = Self.form
        let note = PsychotherapyNote(
            impressions: form[0],
            hypotheses: form[1],
            processNotes: form[2],
            transference: form[3],
            countertransference: form[4],
            themes: [form[5], form[6]],
            supervisionQuestions: form[7]
        )
        let read: [ClinicalText?] =
            [
                note.impressions, note.hypotheses, note.processNotes, note.transference,
                note.countertransference,
            ]
            + (note.themes ?? []) + [note.supervisionQuestions]
        #expect(read.map { $0?.copyString() } == Array(form[..<8]))
    }

    @Test("strings fill in an intake note, each its own field")
    func intake() {
        let form = Self.form
        let note = IntakeNote(
            presentingProblem: form[0],
            history: form[1],
            socialHistory: form[2],
            mentalStatus: form[3],
            risk: form[4],
            symptoms: form[5],
            functionalStatus: form[6],
            diagnosis: form[7],
            plan: form[8]
        )
        let read: [ClinicalText?] = [
            note.presentingProblem, note.history, note.socialHistory, note.mentalStatus, note.risk,
            note.symptoms?.text, note.functionalStatus?.text, note.diagnosis?.text, note.plan?.text,
        ]
        #expect(read.map { $0?.copyString() } == Array(form[..<9]))
    }

    @Test("strings fill in the notes of four letters and the free ones")
    func others() {
        let form = Self.form
        let soap = SOAPNote(subjective: form[0], objective: form[1], assessment: form[2], plan: form[3])
        let dap = DAPNote(data: form[0], assessment: form[1], plan: form[2])
        let girp = GIRPNote(goal: form[0], intervention: form[1], response: form[2], plan: form[3])
        let birp = BIRPNote(behavior: form[0], intervention: form[1], response: form[2], plan: form[3])
        let read: [[ClinicalText?]] = [
            [soap.subjective, soap.objective, soap.assessment, soap.plan?.text],
            [dap.data, dap.assessment, dap.plan?.text],
            [girp.goal, girp.intervention, girp.response, girp.plan?.text],
            [birp.behavior, birp.intervention, birp.response, birp.plan?.text],
            [
                FreeText(form[0]).text, PsychotherapyFreeText(text: form[1]).text,
                NoteSection(text: form[2]).text,
            ],
        ]
        for fields in read {
            #expect(fields.map { $0?.copyString() } == Array(form[..<fields.count]))
        }
    }

    @Test("an entry that was left empty has no field")
    func missing() {
        let (entry, text): (String?, ClinicalText?) = (nil, nil)
        #expect(PsychotherapyNote(impressions: entry, hypotheses: text, themes: nil).impressions == nil)
        #expect(SessionSummary(progress: entry, plan: nil).progress == nil)
    }
}
