internal import ClinicalNotes

/// The other sessions of the first week, each documented in one call, and what the patients get to see.
struct Documenting {
    let practice: Practice
    let desk: NoteSession
    let now: Instant

    /// Documents, signs and releases.
    ///
    /// - Returns: The notes that were written, with the compartment each is kept in.
    func run() async throws -> [NoteID: Compartment] {
        let minor = try await document(
            CounselingSession(
                subjects: [practice.mia],
                period: period(daysAgo: 5),
                modality: .individual,
                summary: SessionTexts.minor.summary,
                analysis: SessionTexts.minor.analysis
            ),
            as: "minor"
        )
        let couple = try await document(
            CounselingSession(
                subjects: [practice.ana, practice.ben],
                period: period(daysAgo: 4),
                modality: .couple,
                summary: SessionTexts.couple.summary,
                individual: [practice.ana: SessionTexts.couple.ana, practice.ben: SessionTexts.couple.ben],
                analysis: SessionTexts.couple.analysis
            ),
            as: "couple"
        )
        let group = try await document(
            CounselingSession(
                subjects: [practice.ana, practice.nadia, practice.tom],
                period: period(daysAgo: 2),
                modality: .group,
                summary: SessionTexts.group.summary,
                individual: [practice.nadia: SessionTexts.group.nadia, practice.tom: SessionTexts.group.tom],
                analysis: SessionTexts.group.analysis
            ),
            as: "group"
        )
        try await desk.release(couple.summary, to: practice.ana, idempotencyKey: "release-couple-ana")
        try await desk.release(couple.summary, to: practice.ben, idempotencyKey: "release-couple-ben")
        return Dictionary(
            uniqueKeysWithValues: [minor, couple, group].flatMap { visit in
                [(visit.summary, .general)] + (visit.analysis.map { [($0, .psychotherapy)] } ?? [])
            }
        )
    }

    /// One call, two compartments, one atomic write; then both notes are signed.
    private func document(_ session: CounselingSession, as name: String) async throws -> DocumentedSession {
        let visit = try await desk.document(session, idempotencyKey: IdempotencyKey("document-\(name)"))
        try await desk.sign(visit.summary, idempotencyKey: IdempotencyKey("sign-\(name)"))
        if let analysis = visit.analysis {
            try await desk.sign(analysis, idempotencyKey: IdempotencyKey("sign-analysis-\(name)"))
        }
        return visit
    }

    private func period(daysAgo days: Int) -> Range<Instant> {
        let start = now + .seconds(-86_400 * days)
        return start..<(start + .seconds(50 * 60))
    }
}
