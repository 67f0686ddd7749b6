import ClinicalNotesPolicy
import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance decide")
struct DecideTests {
    private struct Vector: Decodable {
        struct Expectation: Decodable {
            let effect: String
            let obligations: [String]
        }
        let id: String
        let expect: Expectation
        let request: AccessRequest
    }

    private struct Asked: Decodable {
        let request: AccessRequest
    }

    private static let plain = #"{"id":1,"request":{"actor":{},"note":{}}}"#

    @Test(
        "Our own vectors are answered in order, with what is expected",
        arguments: [SampleFiles.vectors, SampleFiles.papers]
    )
    func vectors(_ file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let session = Session("decide", input: text)
        let lines = try SampleFiles.lines(file)
        #expect(session.status == 0)
        #expect(session.lines.count == lines.count)
        for (line, answered) in zip(lines, session.lines) {
            let vector = try JSONDecoder().decode(Vector.self, from: Data(line.utf8))
            let answer = try Answer(answered)
            let decision = Policy.everyJurisdiction.decide(vector.request)
            #expect(answered.contains(#""id":"\#(vector.id)""#))
            #expect(answer.effect == vector.expect.effect)
            #expect(Set(answer.obligations ?? []) == Set(vector.expect.obligations))
            #expect(answer.citations == decision.citations.map(\.description))
            #expect(answer.rules == decision.rules.map(\.description))
            #expect(answer.unknown == decision.unknown.map(\.description))
        }
    }

    @Test(
        "Actions on papers, authorship, keys and people are taken by their names",
        arguments: [
            "record-directive", "confirm-directive", "list-directives", "revoke-directive", "import",
            "attest", "enroll", "register", "update-person",
        ]
    )
    func papers(_ action: String) throws {
        let paper = #""paper":{"kind":null,"benefits":false,"filed_by_self":false}"#
        let request = #"{"action":"\#(action)",\#(paper),"actor":{"verified":false},"note":{}}"#
        let answer = try Answer(Session("decide", input: #"{"id":1,"request":\#(request)}"#).output)
        #expect(answer.effect == "deny" || answer.effect == "undetermined")
        #expect(answer.error == nil)
        let misspelt = request.replacing("benefits", with: "gains")
        let refusal = try Answer(Session("decide", input: #"{"id":1,"request":\#(misspelt)}"#).output)
        #expect(refusal.error?.path == "request.paper.gains")
    }

    @Test("The peers' vectors are read too", .enabled(if: SampleFiles.exists(SampleFiles.peersVectors)))
    func peersVectors() throws {
        let session = Session(
            "decide",
            input: try String(contentsOf: SampleFiles.peersVectors, encoding: .utf8)
        )
        #expect(session.status == 0)
        #expect(session.lines.count == 269)
    }

    @Test("A missing fact that decides is named")
    func undetermined() throws {
        let session = Session("decide", input: Self.plain)
        let answer = try Answer(session.output)
        #expect(session.status == 0)
        #expect(answer.effect == "undetermined")
        #expect(answer.unknown?.contains("verified") == true)
    }

    @Test(
        "A line that cannot be read is answered with the path of what is wrong, and the others still are",
        arguments: [
            (
                #"{"id":7,"request":{"actor":{},"note":{"compartment":"secret"}}}"#, "7",
                "request.note.compartment"
            ),
            (#"{"id":7,"request":{"actor":{},"note":{"compartment":5}}}"#, "7", "request.note.compartment"),
            (#"{"id":7,"request":{"actor":{"roel":"patient"},"note":{}}}"#, "7", "request.actor.roel"),
            (
                #"{"id":7,"request":{"actor":{},"note":{"holds":[{},{"mood":1}]}}}"#, "7",
                "request.note.holds[1].mood"
            ),
            (
                #"{"id":7,"request":{"actor":{},"note":{"holds":[{},{"reason":"mood"}]}}}"#, "7",
                "request.note.holds[1].reason"
            ),
            (
                #"{"id":7,"request":{"actor":{},"note":{"status":"signed","status":"draft"}}}"#, "7",
                "request.note.status"
            ),
            (#"{"id":7,"request":{"actor":{},"note":{"id":5}}}"#, "7", "request.note.id"),
            (
                #"{"id":7,"request":{"actor":{"represents":["a",5]},"note":{}}}"#, "7",
                "request.actor.represents[1]"
            ),
            (#"{"id":7,"request":{"actor":{}}}"#, "7", "request.note"),
            (#"{"id":7,"request":[]}"#, "7", "request"),
            (#"{"id":7}"#, "7", "request"),
            (#"{"id":7,"request":null}"#, "7", "request"),
            (#"{"request":{"actor":{},"note":{}}}"#, "null", "id"),
            (#"{"id":7,"id":8,"request":{}}"#, "null", "id"),
            (#"["id"]"#, "null", ""),
            (#"{"id":7,"request":{"actor":{}"#, "null", "request"),
            ("nonsense", "null", ""),
        ]
    )
    func malformed(_ line: String, _ id: String, _ path: String) throws {
        let session = Session("decide", input: "\(Self.plain)\n\(line)\n\(Self.plain)\n")
        #expect(session.status == 1)
        #expect(session.lines.count == 3)
        #expect(try Answer(session.lines[0]).effect == "undetermined")
        #expect(session.lines[0] == session.lines[2])
        let answer = try Answer(session.lines[1])
        #expect(answer.error?.path == path)
        #expect(answer.error?.message.isEmpty == false)
        #expect(answer.effect == nil)
        #expect(session.lines[1].hasSuffix(#""id":\#(id)}"#))
    }

    @Test("A line that is not UTF-8, or longer than any, is answered and skipped")
    func bytes() throws {
        let long = Array(repeating: UInt8(ascii: " "), count: LineReader.longest) + [0x78]
        let input =
            Array(Self.plain.utf8) + [10, 0x7b, 0xff, 0x7d, 10] + long + [10] + Array(Self.plain.utf8)
        let session = Session(["decide"], input: input, blockLength: 1 << 16)
        #expect(session.status == 1)
        #expect(session.lines.count == 4)
        #expect(try Answer(session.lines[1]).error?.message == "the line is not UTF-8")
        #expect(try Answer(session.lines[2]).error?.message.contains("longer than") == true)
        #expect(session.lines[0] == session.lines[3])
    }

    @Test(
        "A name of any type is given back as it was written",
        arguments: [
            "null", "true", "0", "-1.50", "123456789012345678901234567890", "1e400", #""a\"b\\\u00e9\n""#,
            #"["x",{"b":1,"c":[]}]"#, "{}", #""""#,
        ]
    )
    func names(_ id: String) throws {
        let session = Session("decide", input: #"{"id": \#(id), "request":{"actor":{},"note":{}}}"#)
        let expected = id.replacing(#"\u00e9"#, with: "\u{e9}")
        #expect(session.output.contains(#""effect":"undetermined","id":\#(expected),"obligations""#))
        #expect(session.status == 0)
    }

    @Test("Blank lines are skipped, and lines may end as on Windows", arguments: [1, 2, 7, 1000])
    func lineEnds(_ blockLength: Int) {
        let text = "\u{feff}\(Self.plain)\r\n\r\n  \t\n\(Self.plain)"
        let session = Session(["decide"], input: Array(text.utf8), blockLength: blockLength)
        #expect(session.status == 0)
        #expect(session.lines.count == 2)
        #expect(session.lines.first == session.lines.last)
        #expect(Session("decide").output == "")
        #expect(Session("decide").status == 0)
    }

    @Test("Whoever sends one line gets its answer before sending the next")
    func conversation() {
        var sent = 0
        var answered = 0
        let status = Program.run(
            ["decide"],
            on: Console(
                read: {
                    #expect(answered == sent)
                    guard sent < 3 else { return [] }
                    sent += 1
                    return Array((Self.plain + "\n").utf8)
                },
                write: { answered += $0.count { $0 == 10 } },
                complain: { _ in }
            )
        )
        #expect(status == 0)
        #expect(answered == 3)
    }

    @Test("An auditor is told what closes the near misses")
    func closed() throws {
        let line = #"""
            {"id":1,"request":{"jurisdiction":"US","action":"read","purpose":"treatment","actor":{"id":"m",\#
            "role":"treating-clinician","organisation":"o1","care_team":true,"verified":false},"note":{"organisation":"o1",\#
            "originators":["u"],"compartment":"general","status":"signed","separated":false,\#
            "subjects":["p"],"holder":"originating-entity"},"directives":[],"legal":null,"threat":null,\#
            "emergency":null,"research":null,"overlays":[],"patient":null}}
            """#
        let request = try JSONDecoder().decode(Asked.self, from: Data(line.utf8)).request
        let misses = Policy.everyJurisdiction.decide(request).explanation(for: .auditor).nearMisses
        let told = try Answer(Session("decide", "--explain", "auditor", input: line).output)
        #expect(misses.contains { $0.closedBy == [RuleID("hipaa.verification")] })
        #expect(
            told.explanation?.nearMisses?.map(\.closedBy) == misses.map { $0.closedBy.map(\.description) }
        )
    }

    @Test("Who may not begin a note hears what is missing, and nothing of the patient")
    func beginning() throws {
        let line = #"""
            {"id":1,"request":{"jurisdiction":"US","action":"create","purpose":"emergency-treatment","actor":{"id":"m",\#
            "role":"treating-clinician","organisation":"o1","care_team":false,"verified":true},"note":{"organisation":"o1",\#
            "originators":["m"],"compartment":"general","status":"draft"},"emergency":{"treatment_needed":true,\#
            "consent_unobtainable":false,"justification":null}}}
            """#
        let told = try Answer(Session("decide", "--explain", "asker", input: line).output)
        #expect(told.effect == "deny")
        #expect(
            told.explanation?.remedies == [
                Answer.Remedy(remedy: "join-care-team", purpose: nil),
                Answer.Remedy(remedy: "record-reason", purpose: nil),
            ]
        )
        #expect(told.rules == [] && told.citations == [] && told.obligations == [])
    }

    @Test("An auditor is told near misses and what they lack, the asker what can be done")
    func explained() throws {
        let line = #"""
            {"id":1,"request":{"jurisdiction":"US","action":"disclose","purpose":"marketing","actor":{"id":"m",\#
            "role":"marketer","organisation":"o2","care_team":false,"verified":true},"note":{"organisation":"o1",\#
            "originators":["u"],"compartment":"psychotherapy","status":"signed","separated":true,\#
            "subjects":["p"],"holder":"originating-entity"},"directives":[],"legal":null,"threat":null,\#
            "emergency":null,"research":null,"overlays":[],"patient":null}}
            """#
        #expect(try Answer(Session("decide", input: line).output).effect == "deny")
        let auditor = try #require(
            try Answer(Session("decide", "--explain", "auditor", input: line).output).explanation
        )
        #expect(auditor.nearMisses?.isEmpty == false)
        #expect(auditor.nearMisses?.allSatisfy { !($0.lacking + $0.against).isEmpty } == true)
        #expect(auditor.remedies == nil)
        let asker = try #require(
            try Answer(Session("decide", "--explain", "asker", input: line).output).explanation
        )
        #expect(asker.sentences.count == 1)
        #expect(asker.reasons.map(\.code) == ["nothing-here"])
        #expect(asker.reasons.map(\.sentence) == asker.sentences)
        #expect(auditor.reasons.map(\.sentence) == auditor.sentences)
        #expect(
            asker.remedies?.contains(Answer.Remedy(remedy: "authorization", purpose: "marketing")) == true
        )
        #expect(asker.nearMisses == nil)
        // What was decided about a note that the asker may not know of is not told.
        let told = try Answer(Session("decide", "--explain", "asker", input: line).output)
        #expect(told.rules == [] && told.citations == [] && told.obligations == [])
        #expect(try Answer(Session("decide", input: line).output).citations?.isEmpty == false)
        #expect(try Answer(Session("decide", input: line).output).explanation == nil)
    }
}
