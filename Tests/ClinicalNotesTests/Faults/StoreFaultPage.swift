import ClinicalNotesConformance
import Foundation
import Testing

/// The handbook's table of faults.
struct StoreFaultPage {
    struct Row {
        let fault: String
        let effect: String
        let guardian: String
        let requirement: String
    }

    static func rows() throws -> [Row] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Documentation/StoreFaults.md")
        return try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| ") && $0.contains("| ST-") }
            .map { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                try #require(cells.count == 4, "\(line)")
                return Row(fault: cells[0], effect: cells[1], guardian: cells[2], requirement: cells[3])
            }
    }
}

@Suite("The handbook's page of faults of a store")
struct StoreFaultPageTests {
    @Test("has each fault of the catalog once, in its order and words, and says what each guard means")
    func rows() throws {
        let rows = try StoreFaultPage.rows()
        #expect(rows.map(\.fault) == StoreFault.all.map(\.name))
        #expect(rows.map(\.effect) == StoreFault.all.map(\.effect))
        for row in rows { #expect(FaultGuard(row.guardian) != nil, "\(row.fault)") }
    }
}
