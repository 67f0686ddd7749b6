import Foundation
import Testing

@testable import ClinicalNotes

@Suite("The handbook's page of obligations")
struct ObligationPageTests {
    @Test("has a row for each, with when it is carried out and as what the vault handles it")
    func rows() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Documentation/Obligations.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(rows.map { $0[0] }.sorted() == Obligation.allCases.map { "`\($0.rawValue)`" }.sorted())
        for row in rows {
            let obligation = try #require(Obligation(rawValue: row[0].trimmingCharacters(in: ["`"])))
            #expect(row[1] == obligation.timing.rawValue, "\(row[0])")
            let hasNotice = obligation.notice(of: .amended) != nil
            #expect(row[2].contains("notice") == hasNotice, "\(row[0])")
            let isLeftOpen = [AuditEntry.Event.decision, .accessRequest, .amendmentRequest].contains {
                event in
                [AuditEntry.Outcome.permitted, .refused].contains { outcome in
                    entry(event, outcome).leavesOpen(obligation)
                }
            }
            #expect(row[2].contains("worklist") == isLeftOpen, "\(row[0])")
        }
    }

    private func entry(_ event: AuditEntry.Event, _ outcome: AuditEntry.Outcome) -> AuditEntry {
        AuditEntry(
            at: Practice.start,
            event: event,
            principal: PrincipalID(.zero),
            role: .patient,
            purpose: .patientRequest,
            action: .read,
            owner: OwnerID(.zero),
            record: nil,
            revision: 0,
            outcome: outcome,
            rules: [],
            duties: [],
            declared: [],
            epoch: 0,
            count: 1,
            change: nil
        )
    }
}
