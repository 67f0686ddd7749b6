import Testing

@testable import NotesCompliance

@Suite("notes-compliance who")
struct WhoTests {
    private static let note = #"""
        {"time": "2026-03-02T15:00:00Z", "jurisdiction": "US",
         "note": {"organisation": "o", "originators": ["u"], "compartment": "psychotherapy", "status": "signed",
            "separated": true, "excluded_content_only": false, "subjects": ["p"], "segmentable": true,
            "references_other": "none", "compiled_for_proceeding": false, "hipaa_psychotherapy": true,
            "holder": "originating-entity", "received_under": null, "sharing": "withheld",
            "sharing_set_by": "originator", "release_at": null, "hold": null, "restrictions": []},
         "patient": {"id": "p", "age": 40, "emancipated": false, "alive": true, "inmate": false,
            "family_preference": "unknown", "minor": null},
         "authorization": null, "legal": null, "threat": null, "emergency": null, "research": null,
         "delivery": null, "overlays": []}
        """#

    @Test("For a psychotherapy note, treatment is the author's alone")
    func author() {
        let session = Session("who", input: Self.note)
        #expect(session.status == 0, "\(session.complaints)")
        let treating = session.lines.filter { $0.contains(#""treatment""#) }
        #expect(!treating.isEmpty)
        #expect(treating.allSatisfy { $0.contains(#""relation":"author"#) }, "\(treating)")
        #expect(Session("who", input: #"{"id":1,"request":\#(Self.note)}"#).output == session.output)
    }

    @Test("For people there are two lines for each reason, the second with the law")
    func text() {
        let session = Session("who", "--text", input: Self.note)
        #expect(session.status == 0, "\(session.complaints)")
        let lines = session.lines
        #expect(lines.count == 2 * Session("who", input: Self.note).lines.count && lines.count < 40)
        #expect(lines.contains("any, author, in-house: read for treatment, emergency-treatment"))
        #expect(lines.contains { $0.hasPrefix("    ") && $0.hasSuffix("(45 CFR 164.508(a)(2)(i)(A))") })
    }

    @Test(
        "What cannot be read is refused with its path",
        arguments: [
            (#"{"note":{"compartment":"secret"}}"#, "notes-compliance: note.compartment: "),
            (
                #"{"request":{"note":{"compartment":"secret"}}}"#,
                "notes-compliance: request.note.compartment: "
            ),
            (#"{"nota":{}}"#, "notes-compliance: nota: the key is not one that is known"),
            ("[]", "notes-compliance: expected an object"), ("", "notes-compliance: not JSON"),
        ]
    )
    func malformed(_ input: String, _ complaint: String) {
        let session = Session("who", input: input)
        #expect(session.status == 1)
        #expect(session.output == "")
        #expect(session.complaints.hasPrefix(complaint), "\(session.complaints)")
    }
}
