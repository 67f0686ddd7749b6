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
    func unknown() {
        let session = Session("prove", "--without", "hipaa.wish")
        #expect(session.status == 64)
        #expect(session.complaints.contains("hipaa.wish"))
    }
}
