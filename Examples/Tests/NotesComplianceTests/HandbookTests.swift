import Foundation
import Testing

@testable import NotesCompliance

@Suite("notes-compliance handbook")
struct HandbookTests {
    @Test(
        "The handbook's page is what the rules say now",
        arguments: [("rules", "Rules.md"), ("statements", "Statements.md")]
    )
    func current(_ page: String, _ file: String) throws {
        let session = Session(["handbook", page], input: [])
        #expect(session.status == 0)
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let written = try String(
            contentsOf: folder.appending(path: "../../../Documentation/\(file)"),
            encoding: .utf8
        )
        #expect(
            written == session.output,
            "make it anew: notes-compliance handbook \(page) > Documentation/\(file)"
        )
        #expect(session.lines.count > 300)
    }

    @Test("A page that is none is refused")
    func unknownPage() {
        #expect(Session(["handbook", "poems"], input: []).status == 64)
    }
}
