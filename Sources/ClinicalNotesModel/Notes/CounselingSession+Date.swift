public import FoundationEssentials

extension CounselingSession {
    /// Documents a session whose times are dates.
    ///
    /// - Parameters:
    ///   - subjects: The patients the session is about, each once.
    ///   - period: When it began and ended; each to the nearest millisecond.
    ///   - modality: Individual, couple, family or group, and the method; a session of several people is not an individual one.
    ///   - summary: What everyone's general record says; the times and modality are filled in from here.
    ///   - individual: What one subject's general record says beside it.
    ///   - analysis: The therapist's analysis of the session.
    ///   - individualAnalysis: The therapist's analysis of one subject.
    public init(
        subjects: [PatientID],
        period: Range<Date>,
        modality: TreatmentModality = .individual,
        summary: SessionSummary,
        individual: [PatientID: SessionSummary] = [:],
        analysis: PsychotherapyNote? = nil,
        individualAnalysis: [PatientID: PsychotherapyNote] = [:]
    ) {
        self.init(
            subjects: subjects,
            period: Instant(period.lowerBound)..<Instant(period.upperBound),
            modality: modality,
            summary: summary,
            individual: individual,
            analysis: analysis,
            individualAnalysis: individualAnalysis
        )
    }
}
