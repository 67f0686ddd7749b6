import ClinicalNotesPolicy
import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance")
struct CommandTests {
    @Test("Help is a result", arguments: [["--help"], ["decide", "--help"], ["help", "peers"], []])
    func help(_ arguments: [String]) {
        let session = Session(arguments, input: [])
        #expect(session.status == 0)
        #expect(session.output.contains("USAGE: notes-compliance"))
        #expect(session.complaints == "")
    }

    @Test(
        "What is not understood is refused",
        arguments: [
            ["decide", "--loud"], ["decide", "--explain", "everybody"], ["guess"],
            ["peers", "--requests", "x"],
            ["rules", "all"],
        ]
    )
    func usage(_ arguments: [String]) {
        let session = Session(arguments, input: [])
        #expect(session.status == 64)
        #expect(session.output == "")
        #expect(session.complaints.contains("Error"))
    }

    @Test("Rules are listed with direction and citations")
    func rules() throws {
        let rules = Policy.everyJurisdiction.rules
        let listed = Session("rules")
        #expect(listed.status == 0)
        #expect(listed.lines.count == rules.count)
        for (line, rule) in zip(listed.lines, rules) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(fields.count == 3)
            #expect(fields[0] == rule.id.description)
            #expect(fields[1] == rule.direction.rawValue)
            #expect(fields[2] == rule.citations.map(\.description).joined(separator: "; "))
        }
        let asJSON = Session("rules", "--json")
        #expect(asJSON.lines.count == rules.count)
        for (line, rule) in zip(asJSON.lines, rules) {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
            #expect(object["id"] as? String == rule.id.description)
            #expect(object["sentence"] as? String == rule.sentence)
        }
        let text = Session("rules", "--text")
        #expect(text.lines.count == 2 * rules.count)
        for (number, rule) in rules.enumerated() {
            #expect(text.lines[2 * number].contains(rule.sentence))
            #expect(text.lines[2 * number + 1].hasPrefix("    \(rule.id) ("))
        }
    }

    @Test(
        "A reader that goes away ends the program without a word",
        arguments: [["decide"], ["rules"], ["--help"]]
    )
    func brokenPipe(_ arguments: [String]) {
        var complaints = 0
        var blocks = 0
        let line = #"{"id":1,"request":{"actor":{},"note":{}}}"#
        let status = Program.run(
            arguments,
            on: Console(
                read: {
                    blocks += 1
                    return Array("\(line)\n".utf8)
                },
                write: { _ in throw BrokenPipe() },
                complain: { _ in complaints += 1 }
            )
        )
        #expect(status == Program.brokenPipe)
        #expect(complaints == 0)
        #expect(blocks <= 1)
    }
}
