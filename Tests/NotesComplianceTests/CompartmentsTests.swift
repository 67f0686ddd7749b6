import ClinicalNotesPolicy
import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance compartments")
struct CompartmentsTests {
    private struct Order: Decodable {
        let roles: [String]
        let purposes: [String]
        let instruments: [String]
        let cells: Int
        let exceptions: [Exception]
        let steps: [Step]
    }

    private struct Exception: Decodable {
        let laxer: String
        let stricter: String
        let citation: String
        let sentence: String
        let roles: [String]
        let purposes: [String]
        let cells: [Cell]
    }

    private struct Cell: Decodable {
        let role: String
        let purpose: String
        let instrument: String
        let inHouse: Bool
    }

    private struct Step: Decodable {
        let laxer: String
        let stricter: String
        let excepted: Int
        let unexplained: [Cell]
    }

    @Test("Roles, purposes, instruments and cells are told, and every exception with its paragraph")
    func json() throws {
        let session = Session("compartments", "--json")
        #expect(session.lines.count == 1)
        let order = try JSONDecoder().decode(Order.self, from: Data(session.output.utf8))
        #expect(order.roles.count == 34 && order.instruments.count == 10)
        #expect(order.instruments.first == "none")
        #expect(order.purposes.contains("at-request-of-individual"))
        #expect(order.cells == order.roles.count * order.purposes.count * order.instruments.count * 2)
        #expect(order.steps.map(\.stricter) == ["psychotherapy", "sud", "sud-counseling"])
        #expect(order.steps.map(\.laxer) == ["general", "general", "sud"])
        for exception in order.exceptions {
            #expect(exception.citation.contains("CFR") && !exception.sentence.isEmpty)
            #expect(exception.cells.allSatisfy { exception.roles.contains($0.role) })
        }
        let isExplained = order.steps.allSatisfy(\.unexplained.isEmpty)
        #expect(session.status == (isExplained ? 0 : 1))
        let text = Session("compartments")
        #expect(text.status == session.status)
        for exception in order.exceptions { #expect(text.output.contains(exception.citation)) }
    }
}
