import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance handbook")
struct HandbookTests {
    @Test(
        "The handbook's page is what the rules say now",
        arguments: [
            ("rules", "Rules.md", 300), ("statements", "Statements.md", 300), ("papers", "Papers.md", 60),
            ("explanations", "Explanations.md", 300),
        ]
    )
    func current(_ page: String, _ file: String, _ lines: Int) throws {
        let session = Session(["handbook", page], input: [])
        #expect(session.status == 0)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let written = try String(
            contentsOf: folder.appending(path: "../../Documentation/\(file)"),
            encoding: .utf8
        )
        #expect(
            written == session.output,
            "make it anew: notes-compliance handbook \(page) > Documentation/\(file)"
        )
        #expect(session.lines.count > lines)
    }

    @Test("A page that is none is refused")
    func unknownPage() {
        #expect(Session(["handbook", "poems"], input: []).status == 64)
    }
}
