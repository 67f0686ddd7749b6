internal import ClinicalNotes

/// What is open of a week's visit now, found out by trying.
struct WeekSight: Encodable {
    /// Which week.
    let week: Int
    let summary: NoteID?
    let analysis: NoteID?
    /// Where the summary is in its life, as the therapist reads it: signed, and then amended.
    let status: NoteStatus?
    let patientSeesSummary: Bool
    let patientSeesAnalysis: Bool
    let consultantReadsAnalysis: Bool
    let helper: PrincipalID?
    let helperIsLetIn: Bool

    /// Whether each thing stands open that was opened in the week.
    var isOpen: Bool {
        patientSeesSummary && patientSeesAnalysis && consultantReadsAnalysis && helperIsLetIn
    }

    /// Whether nothing of it stands open, and the summary is amended.
    var isTakenBack: Bool {
        !(patientSeesSummary || patientSeesAnalysis || consultantReadsAnalysis || helperIsLetIn)
            && status == .amended
    }

    /// Looks at what a week opened.
    ///
    /// - Parameters:
    ///   - week: The week.
    ///   - views: What the members see.
    ///   - practice: The practice.
    ///   - vault: The vault.
    init(_ week: Week, seenIn views: [PersonalView], of practice: Practice, in vault: NoteVault) async {
        let opened = week.opened ?? Week.Opened()
        let patient = views.first { $0.member.id == .patient }
        self.week = week.number
        summary = opened.summary
        analysis = opened.analysis
        helper = opened.helper
        patientSeesSummary = opened.summary.map { patient?.seen[$0] != nil } ?? false
        patientSeesAnalysis = opened.analysis.map { patient?.seen[$0] != nil } ?? false
        status = try? await practice.status(of: opened.summary, in: vault)
        consultantReadsAnalysis = (try? await practice.consultantReads(opened.analysis, in: vault)) ?? false
        helperIsLetIn = (try? await practice.lets(opened.helper, into: vault)) ?? false
    }

    private enum CodingKeys: CodingKey {
        case week, summary, analysis, status
        case patientSeesSummary, patientSeesAnalysis, consultantReadsAnalysis, helper, helperIsLetIn
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(week, forKey: .week)
        try container.encode(summary, forKey: .summary)
        try container.encode(analysis, forKey: .analysis)
        try container.encode(status, forKey: .status)
        try container.encode(patientSeesSummary, forKey: .patientSeesSummary)
        try container.encode(patientSeesAnalysis, forKey: .patientSeesAnalysis)
        try container.encode(consultantReadsAnalysis, forKey: .consultantReadsAnalysis)
        try container.encode(helper, forKey: .helper)
        try container.encode(helperIsLetIn, forKey: .helperIsLetIn)
    }
}

extension Practice {
    /// Where a note is in its life, as the therapist reads it.
    fileprivate func status(of note: NoteID?, in vault: NoteVault) async throws -> NoteStatus? {
        guard let note else { return nil }
        return try await vault.session(for: self[.originator]).read(note).status
    }

    /// Whether the consultant reads a note; throws whatever refuses it.
    fileprivate func consultantReads(_ note: NoteID?, in vault: NoteVault) async throws -> Bool {
        guard let note else { return false }
        let session = try await vault.session(
            for: consultant.principal,
            purpose: .treatment,
            unlocking: consultant
        )
        return try await session.read(note).id == note
    }

    /// Whether somebody opens a session; throws whatever refuses it.
    fileprivate func lets(_ helper: PrincipalID?, into vault: NoteVault) async throws -> Bool {
        guard let helper else { return false }
        return try await vault.session(for: helper, purpose: .payment).principal == helper
    }
}
