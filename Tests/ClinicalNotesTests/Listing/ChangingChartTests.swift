import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("A chart that changes while it is read")
struct ChangingChartTests {
    @Test("is told as it was at some moment: no alarm, no note twice, none that comes and goes")
    func concurrent() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let ben = try await clinic.patient("Ben", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let first = try await desk.signed("First", about: ana.id, key: "first")
        _ = try await desk.signed("Shared", about: ana.id, ben.id, key: "shared")
        try await withThrowingTaskGroup { group in
            group.addTask {
                for number in 0..<12 {
                    let note = try await desk.draft(
                        FreeText(ClinicalText("Draft \(number)")),
                        about: number % 3 == 0 ? [ana.id, ben.id] : [ana.id],
                        idempotencyKey: IdempotencyKey("draft-\(number)")
                    )
                    if number % 4 == 3 {
                        try await desk.discard(
                            note,
                            reason: "No",
                            idempotencyKey: IdempotencyKey("no-\(number)")
                        )
                    } else {
                        try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(number)"))
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    let session = try await clinic.desk(rivera)
                    for _ in 0..<12 {
                        let listed = try await session.chart(of: ana.id).page(limit: 200).map(\.id)
                        #expect(Set(listed).count == listed.count && listed.contains(first))
                        let signed = session.chart(of: ana.id, matching: ChartFilter(statuses: [.signed]))
                        let count = try await signed.count()
                        #expect(try await signed.count() >= count)
                        #expect(try await session.drafts().allSatisfy { $0.status == .draft })
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await desk.chart(of: ana.id).count() == 11)
        #expect(try await desk.drafts().isEmpty)
        #expect(try await clinic.vault.verify().isConsistent)
    }
}
