import ClinicalNotes
import TestSupport
import Testing

@Suite("Documenting a counseling session")
struct CounselingTests {
    @Test("one call writes two drafts in two compartments; the colleague never sees the analysis")
    func separated() async throws {
        let practice = try await Practice()
        let (rivera, riveraKeys) = try await practice.therapist()
        let (okafor, okaforKeys) = try await practice.therapist("Okafor")
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        practice.directory.join(okafor, ana)

        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana],
                period: Practice.start..<(Practice.start + .seconds(3000)),
                modality: .individual,
                summary: SessionSummary(diagnosis: "F41.1", progress: "Sleeps better.", plan: "Weekly."),
                analysis: PsychotherapyNote(impressions: "Speaks of her father.")
            ),
            idempotencyKey: "visit-1"
        )
        let analysis = try #require(visit.analysis)
        try await desk.sign(visit.summary, idempotencyKey: "sign-1")
        try await desk.sign(analysis, idempotencyKey: "sign-2")

        let own = try await desk.read(analysis)
        #expect(own[\PsychotherapyNote.impressions]?.copyString() == "Speaks of her father.")
        #expect(own.status == .signed)

        let colleague = try await practice.vault.session(
            for: okafor,
            purpose: .treatment,
            unlocking: okaforKeys
        )
        let general = try await colleague.read(visit.summary)
        #expect(general[\SessionSummary.plan]?.text.copyString() == "Weekly.")
        await #expect(throws: NotesError(.notFound)) { try await colleague.read(analysis) }

        #expect(
            try await desk.chart(of: ana).page().map(\.id).sorted() == [visit.summary, analysis].sorted()
        )
        #expect(try await colleague.chart(of: ana).page().map(\.id) == [visit.summary])
    }
}
