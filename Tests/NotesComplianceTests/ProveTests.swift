import ClinicalNotesLawProof
import ClinicalNotesPolicy
import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance prove")
struct ProveTests {
    private struct Line: Decodable {
        let statement: String?
        let holds: Bool?
        let counterexample: [String: String]?
        let certificate: String?
        let version: String?

        static func all(_ session: Session) throws -> [Line] {
            try session.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
        }
    }

    /// What the command says must be what the library says; whether the law as written holds, its own tests say.
    @Test(
        "Every statement is told with the certificate, or the smallest counterexample and nothing else",
        arguments: [[], ["hipaa.verification"], ["hipaa.verification", "hipaa.draft"]]
    )
    func told(_ removed: [String]) throws {
        let session = Session(["prove"] + removed.flatMap { ["--without", $0] }, input: [])
        let lines = try Line.all(session)
        do {
            let proof = try Policy.everyJurisdiction.verify(without: Set(removed.map { RuleID($0) }))
            #expect(session.status == 0)
            #expect(removed == [], "without these rules something must fail")
            #expect(lines.dropLast().map(\.statement) == proof.statements.map(\.id))
            #expect(lines.dropLast().allSatisfy { $0.holds == true })
            #expect(lines.last?.certificate == proof.certificate)
            #expect(lines.last?.version == Policy.everyJurisdiction.version)
        } catch {
            #expect(session.status == 1)
            #expect(lines.count == 1)
            #expect(lines.first?.holds == false)
            #expect(lines.first?.statement == error.statement.id)
            #expect(lines.first?.counterexample?.count == error.point.values.count)
        }
    }

    @Test("A rule that nobody knows cannot be taken away")
    func unknown() throws {
        let session = Session("prove", "--without", "hipaa.wish")
        #expect(session.status == 64)
        #expect(session.complaints.contains("hipaa.wish"))
        // Nor can a house rule that is in no file.
        let house = Session("prove", "--without", "practice.no-billing")
        #expect(house.status == 64)
        #expect(house.complaints.contains("No rule of law or of --house is named practice.no-billing"))
        #expect(house.output == "")
    }

    private struct Difference: Decodable {
        let without: [String]
        let opened: String
        let closed: String
        let openedExample: [String: String]?
        let closedExample: [String: String]?
    }

    private static let practice = #"""
        {"version":1,"name":"practice","rules_version":"1","rules":[{"id":"practice.no-billing",
        "kind":"restriction","sentence":"Billing sees nothing.","because":"Practice policy 4.2",
        "when":{"principal.role":["billing"]}},{"id":"practice.no-billing-pays",
        "kind":"restriction","sentence":"Nor does billing for payment.","because":"Practice policy 4.3",
        "when":{"principal.role":["billing"],"request.purpose":["payment"]}}]}
        """#

    @Test(
        "Without a house rule all is proven, and what opens is told with the smallest example",
        arguments: [
            (["practice.no-billing"], true), (["practice.no-billing-pays"], false),
            (["practice.no-billing-pays", "practice.no-billing"], true),
        ]
    )
    func house(_ removed: [String], _ differs: Bool) throws {
        try SampleFiles.withFolder { folder in
            let file = folder.appending(path: "practice.json")
            try Data(Self.practice.utf8).write(to: file)
            let arguments = ["prove", "--house", file.path()]
            let session = Session(arguments + removed.flatMap { ["--without", $0] }, input: [])
            #expect(session.status == (differs ? 1 : 0))
            let lines = try Line.all(session)
            let statements = Policy.everyJurisdiction.statements
            #expect(lines.prefix(statements.count).map(\.statement) == statements.map(\.id))
            #expect(lines.prefix(statements.count).allSatisfy { $0.holds == true })
            let whole = try Line.all(Session(arguments, input: []))
            #expect(whole.last?.certificate != nil)
            #expect(lines.dropLast().last?.certificate != whole.last?.certificate)
            let last = try #require(session.lines.last)
            let difference = try JSONDecoder().decode(Difference.self, from: Data(last.utf8))
            #expect(difference.without == removed.sorted())
            #expect((difference.opened != "0") == differs)
            #expect(difference.closed == "0" && difference.closedExample == nil)
            #expect(difference.openedExample?["role"] == (differs ? "billing" : nil))
        }
    }

    private struct Warnings: Decodable {
        struct Warning: Decodable {
            let rule: String
            let code: String
            let sentence: String
        }

        let warnings: [Warning]?
    }

    @Test("With --json what is hardly meant is told before the certificate")
    func warnings() throws {
        try SampleFiles.withFolder { folder in
            let file = folder.appending(path: "practice.json")
            try Data(Self.practice.utf8).write(to: file)
            let plain = Session("prove", "--house", file.path())
            let session = Session("prove", "--house", file.path(), "--json")
            #expect(session.status == 0)
            #expect(session.lines.count == plain.lines.count + 1)
            #expect(session.lines.last == plain.lines.last)
            let line = try #require(session.lines.dropLast().last)
            let told = try JSONDecoder().decode(Warnings.self, from: Data(line.utf8))
            let warnings = try #require(told.warnings)
            #expect(warnings.contains { $0.rule == "practice.no-billing-pays" && $0.code == "repeated" })
            #expect(warnings.allSatisfy { $0.sentence.hasSuffix(".") })
        }
        #expect(Session("prove", "--json").lines.dropLast().last == #"{"warnings":[]}"#)
    }
}
