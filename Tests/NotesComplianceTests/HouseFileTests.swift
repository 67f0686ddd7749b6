import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance --house")
struct HouseFileTests {
    private static let billing = #"""
        {"version":1,"name":"practice","rules_version":"1","rules":[{"id":"practice.no-billing",
        "kind":"restriction","sentence":"Billing sees nothing.","because":"Practice policy 4.2",
        "when":{"principal.role":["billing"]}}]}
        """#

    /// A line of our own vectors that permits billing.
    private static func permitted() throws -> String {
        try #require(
            try SampleFiles.lines(SampleFiles.vectors).first {
                $0.contains(#""role": "billing""#) && $0.contains(#""effect": "permit""#)
            }
        )
    }

    private static func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        try SampleFiles.withFolder { folder in
            let file = folder.appending(path: "practice.json")
            try Data(text.utf8).write(to: file)
            return try body(file.path())
        }
    }

    @Test("House rules close, are named and are listed")
    func closes() throws {
        let line = try Self.permitted()
        #expect(try Answer(Session("decide", input: line).output).effect == "permit")
        try Self.withFile(Self.billing) { path in
            let session = Session("decide", "--house", path, input: line)
            let answer = try Answer(session.output)
            #expect(session.status == 0)
            #expect(answer.effect == "deny")
            #expect(answer.rules?.contains("practice.no-billing") == true)
            #expect(answer.citations?.contains("House rule Practice policy 4.2") == true)
            #expect(
                Session("rules", "--house", path).lines.last
                    == "practice.no-billing\tthirdParty\tHouse rule Practice policy 4.2"
            )
        }
    }

    @Test(
        "House rules are refused as a whole, with the path",
        arguments: [
            ("restriction", "wish", "practice.json: rules[0].kind"),
            ("billing\"]", "biling\"]", #"practice.json: rules[0].when["principal.role"][0]"#),
            ("\"because\"", "\"becuase\"", "practice.json: rules[0]"),
            ("}]}", "", "practice.json: "),
        ]
    )
    func refused(_ word: String, _ other: String, _ complaint: String) throws {
        try Self.withFile(Self.billing.replacing(word, with: other)) { path in
            for command in ["decide", "rules"] {
                let session = Session(command, "--house", path, input: try Self.permitted())
                #expect(session.status == 1)
                #expect(session.output == "")
                #expect(session.complaints.contains(complaint), "\(session.complaints)")
            }
        }
    }

    @Test("A state is named in the place of a file, and what counsel has to confirm is marked")
    func states() throws {
        let rules = Session("rules", "--house", "us-ny", "--json")
        #expect(rules.status == 0)
        let secrecy = try #require(rules.lines.first { $0.contains(#""id":"us-ny.secrecy""#) })
        #expect(secrecy.contains(#""forCounsel":true"#))
        let other = try #require(rules.lines.first { $0.contains(#""id":"hipaa.access""#) })
        #expect(other.contains(#""forCounsel":false"#))
        let text = Session("rules", "--house", "us-ny", "--text").lines
        #expect(text.contains { $0.hasPrefix("    us-ny.secrecy (") && $0.hasSuffix("; for counsel)") })
        #expect(Session("rules", "--house", "us-zz").status == 1)
    }

    @Test("For people the duties of a rule stand behind its law, on the second line")
    func duties() throws {
        let lines = Session("rules", "--text").lines
        #expect(!lines.contains { $0.contains(". , with ") || $0.contains("., with ") })
        #expect(
            lines.contains("    hipaa.access (45 CFR 164.524(a)(1); 45 CFR 171.103), with respond-30-days")
        )
    }

    @Test("A key that stands twice is refused, with its path")
    func twice() throws {
        let twice = Self.billing.replacingOccurrences(
            of: #"{"principal.role":["billing"]}"#,
            with: #"{"principal.role":["billing"],"principal.role":["operations"]}"#
        )
        try Self.withFile(twice) { path in
            let session = Session("rules", "--house", path)
            #expect(session.status == 1)
            #expect(session.complaints.contains("rules[0].when.principal.role"))
        }
    }

    @Test("A file that is not there is named")
    func absent() {
        let session = Session("decide", "--house", "/nowhere/practice.json")
        #expect(session.status == 1)
        #expect(session.complaints == "notes-compliance: /nowhere/practice.json: cannot be read")
    }
}
