import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance diff")
struct DiffTests {
    private struct Line: Decodable {
        let opened: String
        let closed: String
        let openedExample: [String: String]?
        let closedExample: [String: String]?
    }

    private func line(_ before: String, _ after: String) throws -> Line {
        let session = Session(["diff", before, after], input: [])
        try #require(session.status == 0)
        return try JSONDecoder().decode(Line.self, from: Data(try #require(session.lines.first).utf8))
    }

    @Test("Law of a state closes to third parties, with an example, and opens nothing to them")
    func state() throws {
        let line = try line("us", "us+us-il")
        #expect(line.opened == "0" && line.openedExample == nil)
        #expect(line.closed != "0")
        #expect(line.closedExample?["purpose"] != nil)
    }

    @Test("A policy does not differ from itself, and the way back closes what the way there opens")
    func same() throws {
        let none = try line("gb", "gb")
        #expect(none.opened == "0" && none.closed == "0")
        let back = try line("us+us-il", "us")
        #expect(back.closed == "0" && back.opened != "0")
    }

    @Test(
        "Names that mean nothing are refused",
        arguments: [["diff", "us"], ["diff", "us", "gb+us"], ["diff", "us", "us+"]]
    )
    func refused(_ arguments: [String]) {
        #expect(Session(arguments, input: []).status != 0)
    }
}
