/// A counseling session as the therapist documents it: one form, two compartments.
///
/// The statutory items become a summary in the general record, the therapist's own analysis becomes a
/// psychotherapy note. Each has a part for everyone and a part for each subject who has words of their own.
///
/// ```swift
/// let session = CounselingSession(
///     subjects: [ana],
///     period: begun..<(begun + .seconds(50 * 60)),
///     modality: .individual,
///     summary: SessionSummary(diagnosis: "F41.1", progress: progress),
///     analysis: PsychotherapyNote(impressions: "Speaks of the locked door for the first time.")
/// )
/// ```
public struct CounselingSession: Sendable {
    /// The patients the session is about; collateral informants are not subjects.
    public let subjects: [PatientID]
    /// When it began and ended.
    public let period: Range<Instant>
    /// Individual, couple, family or group, and the method.
    public let modality: TreatmentModality
    /// What everyone's general record says.
    public let summary: SessionSummary
    /// What one subject's general record says beside it.
    public let individual: [PatientID: SessionSummary]
    /// The therapist's analysis of the session.
    public let analysis: PsychotherapyNote?
    /// The therapist's analysis of one subject.
    public let individualAnalysis: [PatientID: PsychotherapyNote]

    /// Documents a session.
    ///
    /// - Parameters:
    ///   - subjects: The patients the session is about, each once.
    ///   - period: When it began and ended.
    ///   - modality: Individual, couple, family or group, and the method; a session of several people is not an individual one.
    ///   - summary: What everyone's general record says; the times and modality are filled in from here.
    ///   - individual: What one subject's general record says beside it.
    ///   - analysis: The therapist's analysis of the session.
    ///   - individualAnalysis: The therapist's analysis of one subject.
    public init(
        subjects: [PatientID],
        period: Range<Instant>,
        modality: TreatmentModality = .individual,
        summary: SessionSummary,
        individual: [PatientID: SessionSummary] = [:],
        analysis: PsychotherapyNote? = nil,
        individualAnalysis: [PatientID: PsychotherapyNote] = [:]
    ) {
        self.subjects = subjects
        self.period = period
        self.modality = modality
        var complete = summary
        complete.period = SessionTimes(period)
        complete.modality = modality
        self.summary = complete
        self.individual = individual
        self.analysis = analysis
        self.individualAnalysis = individualAnalysis
    }

    /// Refuses a session that cannot be documented.
    ///
    /// - Throws: `ModelError` with `noSubjects`, `repeatedSubject`, `notASubject`, `periodInvalid` or
    ///   `subjectsDoNotFitModality`.
    package func validate() throws(ModelError) {
        guard !subjects.isEmpty else { throw ModelError(.noSubjects) }
        let known = Set(subjects)
        guard known.count == subjects.count else { throw ModelError(.repeatedSubject) }
        guard known.isSuperset(of: individual.keys) else {
            throw ModelError(.notASubject, property: "individual")
        }
        guard known.isSuperset(of: individualAnalysis.keys) else {
            throw ModelError(.notASubject, property: "individualAnalysis")
        }
        guard !period.isEmpty else { throw ModelError(.periodInvalid) }
        guard modality.setting != .individual || subjects.count == 1 else {
            throw ModelError(.subjectsDoNotFitModality)
        }
    }

    /// The summary's parts with their content: everyone's, then each subject's that has any.
    package var summaryParts: [(part: NotePart, content: SessionSummary)] {
        parts(everyone: summary, individual)
    }

    /// The analysis's parts with their content; empty if nothing was analysed.
    package var analysisParts: [(part: NotePart, content: PsychotherapyNote)] {
        parts(everyone: analysis, individualAnalysis)
    }

    private func parts<Content>(
        everyone: Content?,
        _ individual: [PatientID: Content]
    ) -> [(part: NotePart, content: Content)] {
        NotePart.parts(for: subjects).compactMap { part in
            let content =
                switch part.audience {
                case .everyone: everyone
                case .subject(let patient): individual[patient]
                }
            return content.map { (part, $0) }
        }
    }
}
