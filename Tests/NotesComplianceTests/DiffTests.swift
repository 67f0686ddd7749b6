import ClinicalNotesPolicy
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
        let closedBy: [String]
        let obligations: [Change]
    }

    private struct Change: Decodable {
        let obligation: String
        let change: String
        let points: String
        let by: [String]
    }

    private func line(_ before: String, _ after: String) throws -> Line {
        let session = Session(["diff", before, after], input: [])
        try #require(session.status == 0)
        return try JSONDecoder().decode(Line.self, from: Data(try #require(session.lines.first).utf8))
    }

    @Test("Law of a state closes to third parties, with an example, and opens to parents at most")
    func state() throws {
        let line = try line("us", "us+us-ny")
        #expect(line.opened == "0" && line.openedExample == nil)
        let roles: Set = ["parent", "personal-representative"]
        for state in ["us-ca", "us-il", "us-tx"] {
            let opened = try self.line("us", "us+\(state)").openedExample
            #expect(opened.map { roles.contains($0["role"] ?? "") } ?? true)
        }
        #expect(line.closed != "0")
        #expect(line.closedExample?["purpose"] != nil)
    }

    @Test("A policy does not differ from itself, and the way back closes what the way there opens")
    func same() throws {
        let none = try line("gb", "gb")
        #expect(none.opened == "0" && none.closed == "0")
        let back = try line("us+us-ny", "us")
        #expect(back.closed == "0" && back.opened != "0")
    }

    @Test("For people it says what the rule says that closed, and that nothing is opened")
    func text() throws {
        let session = Session("diff", "us", "us+us-ny", "--text")
        try #require(session.status == 0)
        #expect(session.lines.first == "Opens nothing.")
        #expect(session.lines.contains { $0.hasPrefix("Closes ") && $0.contains(", for example: ") })
        let closing = try line("us", "us+us-ny").closedBy
        let rules = try #require(PolicyName(argument: "us+us-ny")).policy().rules
        #expect(!closing.isEmpty)
        for rule in rules where closing.contains(rule.id.description) {
            #expect(session.output.contains(rule.sentence))
        }
        #expect(Session("diff", "us", "us", "--text").lines == ["Nothing is decided otherwise."])
        // Exact counts are for machines.
        let counted = session.lines.contains { $0.split { !$0.isNumber }.contains { $0.count > 9 } }
        #expect(!counted)
    }

    @Test("An obligation is added or dropped, by rules that are named")
    func obligations() throws {
        let changes = try line("us", "us+us-tx").obligations
        let added = try #require(changes.first { $0.obligation == "respond-15-days" })
        #expect(
            added.change == "added" && added.by == ["us-tx.answer-in-fifteen-days"] && added.points != "0"
        )
        let back = try line("us+us-tx", "us").obligations
        #expect(back.first { $0.obligation == "respond-15-days" }?.change == "dropped")
        let text = Session("diff", "us", "us+us-tx", "--text").lines
        let place = try #require(
            text.firstIndex { $0.hasPrefix("Adds respond-15-days in some cases, for example: ") }
        )
        #expect(text[place + 1].contains("A request for access is answered within fifteen days."))
    }

    @Test(
        "Names that mean nothing are refused",
        arguments: [["diff", "us"], ["diff", "us", "gb+us"], ["diff", "us", "us+"]]
    )
    func refused(_ arguments: [String]) {
        #expect(Session(arguments, input: []).status != 0)
    }
}
