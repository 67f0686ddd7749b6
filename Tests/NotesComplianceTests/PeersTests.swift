import ClinicalNotesPolicy
import Foundation
import PeerWorkload
import Testing

@testable import NotesCompliance

@Suite("notes-compliance peers")
struct PeersTests {
    private struct Summary: Decodable {
        struct Agreement: Decodable {
            let asked: Int
            let agree: Int?
        }
        let requests: Agreement
        let lists: Agreement
        let predicateAlone: [String: Int]
        let openedWithUnknown: [String: Int]

        init(_ session: Session) throws {
            let line = try #require(session.lines.last)
            self = try JSONDecoder().decode(Summary.self, from: Data(line.utf8))
        }
    }

    private static let facts: Set = [
        "role", "action", "compartment", "status", "purpose", "authorization", "isAuthor", "onCareTeam",
        "isShared", "isSubject", "sameOrg", "supervised", "suitByPatient", "restricted", "author", "patient",
        "org", "careTeam", "sharedWith",
    ]

    @Test(
        "The peers' workload agrees, and no unknown fact opens anything",
        .enabled(if: SampleFiles.exists(SampleFiles.peers))
    )
    func shared() throws {
        let session = Session(
            "peers",
            "--requests",
            SampleFiles.peers.appending(path: "requests.jsonl").path(),
            "--lists",
            SampleFiles.peers.appending(path: "expected_lists.jsonl").path()
        )
        let summary = try Summary(session)
        #expect(session.status == 0)
        #expect(session.lines.count == 10_121)
        #expect(summary.requests.agree == 10_000)
        #expect(summary.lists.agree == 120)
        #expect(summary.predicateAlone == ["certain": 120, "possible": 120])
        #expect(Set(summary.openedWithUnknown.keys) == Self.facts)
        #expect(summary.openedWithUnknown.values.allSatisfy { $0 == 0 })
        #expect(session.complaints.contains("10000 of 10000 agree"))
    }

    @Test("A workload of our own agrees with what was written by hand", arguments: [1, 2, 3] as [UInt64])
    func generated(_ seed: UInt64) throws {
        try SampleFiles.withFolder { folder in
            let files = try WorkloadFiles(GeneratedWorkload(seed: seed, requests: 400), lists: 12, in: folder)
            let session = Session(files.arguments, input: [])
            let summary = try Summary(session)
            #expect(session.status == 0, "\(session.complaints)")
            #expect(summary.requests.agree == 400)
            #expect(summary.lists.agree == 12)
            #expect(summary.predicateAlone == ["certain": 12, "possible": 12])
            #expect(summary.openedWithUnknown.values.allSatisfy { $0 == 0 })
            #expect(session.lines.dropLast().contains { $0.contains(#""decision":"Allow""#) })

            try FileManager.default.removeItem(at: folder.appending(path: "expected.jsonl"))
            let alone = try Summary(Session(files.arguments, input: []))
            #expect(alone.requests.agree == nil)
            #expect(alone.requests.asked == 400)
        }
    }

    @Test("What does not agree is counted, and is a failure")
    func disagreement() throws {
        try SampleFiles.withFolder { folder in
            let files = try WorkloadFiles(GeneratedWorkload(seed: 4, requests: 50), lists: 3, in: folder)
            let expected = folder.appending(path: "expected.jsonl")
            var lines = try SampleFiles.lines(expected)
            lines[3] = #"{"id":3,"decision":"Allow","rules":["P0-anything"]}"#
            lines.removeLast()
            try Data(lines.joined(separator: "\n").utf8).write(to: expected)
            let session = Session(files.arguments, input: [])
            #expect(session.status == 1)
            #expect(try Summary(session).requests.agree == 48)
            #expect(session.complaints.contains("begin with 3, 49"))
        }
    }

    @Test("A fact that is not given is unknown, and denies")
    func unknown() throws {
        try SampleFiles.withFolder { folder in
            let files = try WorkloadFiles(GeneratedWorkload(seed: 5, requests: 1), lists: 1, in: folder)
            let line =
                #"{"id":"x","principal":"u1","resource":"n1","role":"physician","action":"read","status":null}"#
            try Data(line.utf8).write(to: folder.appending(path: "requests.jsonl"))
            let first = try #require(Session(files.arguments, input: []).lines.first)
            #expect(first.hasPrefix(#"{"decision":"Deny","id":"x","rules":[],"unknown":["#))
        }
    }

    @Test(
        "What is malformed is refused with its place",
        arguments: [
            (
                "requests.jsonl", #"{"id":1,"principal":"u1","resource":"n1","role":"wizard"}"#,
                "requests.jsonl:1: role"
            ),
            (
                "requests.jsonl", #"{"id":1,"principal":"u1","resource":"n1","isAuthor":1}"#,
                "requests.jsonl:1: isAuthor"
            ),
            ("requests.jsonl", #"{"id":1,"resource":"n1"}"#, "requests.jsonl:1: principal"),
            ("requests.jsonl", "\n\n{", "requests.jsonl:3: not JSON"),
            ("lists.jsonl", #"{"id":1,"principal":"nobody"}"#, "lists.jsonl:1: principal"),
            ("lists.jsonl", #"{"id":1,"principal":"u1","allowed":"n1"}"#, "lists.jsonl:1: allowed"),
            ("expected.jsonl", #"{"id":1,"decision":"Perhaps","rules":[]}"#, "expected.jsonl:1: decision"),
            (
                "entities.json",
                #"[{"uid":{"type":"Note","id":"n1"},"attrs":{"status":"lost"},"parents":[]}]"#,
                "entities.json: [0].attrs.status"
            ),
            ("entities.json", "{}", "entities.json: "),
        ]
    )
    func malformed(_ file: String, _ content: String, _ complaint: String) throws {
        try SampleFiles.withFolder { folder in
            let files = try WorkloadFiles(GeneratedWorkload(seed: 6, requests: 2), lists: 1, in: folder)
            try Data(content.utf8).write(to: folder.appending(path: file))
            let session = Session(files.arguments, input: [])
            #expect(session.status == 1)
            #expect(session.complaints.contains(complaint), "\(session.complaints)")
        }
    }

    @Test("A file that is not there is named", arguments: ["requests.jsonl", "lists.jsonl", "entities.json"])
    func absent(_ file: String) throws {
        try SampleFiles.withFolder { folder in
            let files = try WorkloadFiles(GeneratedWorkload(seed: 7, requests: 2), lists: 1, in: folder)
            try FileManager.default.removeItem(at: folder.appending(path: file))
            let session = Session(files.arguments, input: [])
            #expect(session.status == 1)
            #expect(session.complaints.contains("\(file): cannot be read"), "\(session.complaints)")
        }
    }
}
