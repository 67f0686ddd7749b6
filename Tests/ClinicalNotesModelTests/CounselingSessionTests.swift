import ClinicalNotesModel
import Testing

@Suite("A counseling session")
struct CounselingSessionTests {
    let ana = PatientID(Bytes16(high: 1, low: 1))
    let ben = PatientID(Bytes16(high: 2, low: 2))
    let period = Instant(milliseconds: 1_000)..<Instant(milliseconds: 3_000_000)

    @Test("is one form for two compartments, with a part for each subject")
    func parts() throws {
        let session = CounselingSession(
            subjects: [ben, ana],
            period: period,
            modality: .couple,
            summary: SessionSummary(diagnosis: "F41.1", progress: "Sleeps better.", plan: "Weekly."),
            individual: [ana: SessionSummary(progress: "Calmer.")],
            analysis: PsychotherapyNote(impressions: "Guarded.", hypotheses: "Fear of loss."),
            individualAnalysis: [ben: PsychotherapyNote(impressions: "Withdrawn.")]
        )
        try session.validate()
        #expect(session.summaryParts.map(\.part) == [.everyone, NotePart(id: 3, audience: .subject(ana))])
        #expect(session.analysisParts.map(\.part) == [.everyone, NotePart(id: 2, audience: .subject(ben))])
        #expect(session.summaryParts.last?.content.progress?.text.copyString() == "Calmer.")
        #expect(session.analysisParts.last?.content.impressions?.copyString() == "Withdrawn.")
    }

    @Test("puts the excluded items into the general record")
    func statutoryItems() throws {
        let session = CounselingSession(
            subjects: [ana],
            period: period,
            modality: .individual,
            summary: SessionSummary(plan: "Weekly."),
            analysis: PsychotherapyNote(impressions: "Guarded.")
        )
        #expect(session.summary.period == SessionTimes(period))
        #expect(session.summary.modality == .individual)
        #expect(SessionSummary.compartment == .general)
        #expect(PsychotherapyNote.compartment == .psychotherapy)
        let analysis = try #require(session.analysis)
        #expect(try FieldCoder.fields(of: analysis).keys.sorted() == [1])
        let summary = try FieldCoder.content(
            SessionSummary.self,
            from: FieldCoder.fields(of: session.summary)
        )
        #expect(summary.period == SessionTimes(period))
    }

    @Test("without an analysis makes no psychotherapy note")
    func withoutAnalysis() {
        let session = CounselingSession(
            subjects: [ana],
            period: period,
            modality: .individual,
            summary: SessionSummary()
        )
        #expect(session.analysisParts.isEmpty)
        #expect(session.summaryParts.count == 1)
    }

    @Test("is refused when it cannot be documented")
    func refused() {
        func error(
            _ subjects: [PatientID],
            _ modality: TreatmentModality = .group,
            summaries: [PatientID] = [],
            analyses: [PatientID] = [],
            during: Range<Instant>? = nil
        ) -> ModelError? {
            let session = CounselingSession(
                subjects: subjects,
                period: during ?? period,
                modality: modality,
                summary: SessionSummary(),
                individual: Dictionary(uniqueKeysWithValues: summaries.map { ($0, SessionSummary()) }),
                individualAnalysis: Dictionary(
                    uniqueKeysWithValues: analyses.map { ($0, PsychotherapyNote()) }
                )
            )
            do throws(ModelError) {
                try session.validate()
                return nil
            } catch {
                return error
            }
        }
        #expect(error([]) == ModelError(.noSubjects))
        #expect(error([ana, ana]) == ModelError(.repeatedSubject))
        #expect(error([ana], summaries: [ben]) == ModelError(.notASubject, property: "individual"))
        #expect(error([ana], analyses: [ben]) == ModelError(.notASubject, property: "individualAnalysis"))
        #expect(error([ana, ben], .individual) == ModelError(.subjectsDoNotFitModality))
        let moment = period.lowerBound
        #expect(error([ana], during: moment..<moment) == ModelError(.periodInvalid))
        // A collateral informant in a couple's session is not a subject.
        #expect(error([ana], .couple) == nil)
    }
}
