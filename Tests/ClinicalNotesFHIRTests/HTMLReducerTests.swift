import Foundation
import Testing

@testable import ClinicalNotesFHIR

@Suite("HTML is reduced to words")
struct HTMLReducerTests {
    /// One page and the words that are left of it.
    struct Page: Decodable, CustomTestStringConvertible {
        let group: String
        let html: String
        let text: String

        var testDescription: String { "\(group): \(html)" }
    }

    private struct File: Decodable { let cases: [Page] }

    /// The pages of `Tests/Vectors/html-v1.json`, which `Scripts/check-html.py` compares with parsers of others.
    private static let pages: [Page] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Vectors/html-v1.json")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode(File.self, from: data).cases) ?? []
    }()

    private func reduced(_ html: String) -> String {
        String(decoding: HTMLReducer.text(of: Array(html.utf8)), as: UTF8.self)
    }

    @Test("there are 200 pages and more")
    func count() { #expect(Self.pages.count >= 200) }

    @Test("as a reader of the page sees them", arguments: pages)
    func words(page: Page) {
        #expect(reduced(page.html) == page.text)
        #expect(!MutationTests.hasMarkup(Array(page.text.utf8)))
    }

    private static let otherPages = ProcessInfo.processInfo.environment["CLINICAL_NOTES_PAGES"]

    @Test("the pages of a file get their words, for Scripts/check-html.py", .enabled(if: otherPages != nil))
    func others() throws {
        let file = URL(filePath: try #require(Self.otherPages))
        let object =
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [[String: String]]]
        let cases = try #require(object?["cases"]).map { page in
            page.merging(["text": reduced(page["html"] ?? "")]) { $1 }
        }
        try JSONSerialization.data(withJSONObject: ["cases": cases]).write(to: file)
    }

    @Test("a page with something that has no words says so")
    func partial() {
        for html in [
            "<img src=x>", "<svg/>", "<object data=x>y</object>", "<canvas></canvas>", "<video></video>",
        ] {
            #expect(HTMLReducer.reduce(Array(html.utf8)).isPartial)
        }
        #expect(!HTMLReducer.reduce(Array("<p><s>words</s> <script>x</script></p>".utf8)).isPartial)
    }

    @Test(
        "of which none reads as markup",
        arguments: [
            "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;&#98;&gt;", "<&lt;/b>", "&#60;!--", "&ltimg src=x>",
            "<&#x3f;xml",
            "<<b>b>", "<<script></script>script>", "&lt;<i>b</i>", "<s>&lt;</s>b", "<sup>&lt;</sup>/a",
        ]
    )
    func noMarkup(html: String) {
        let text = reduced(html)
        #expect(!MutationTests.hasMarkup(Array(text.utf8)))
        #expect(
            reduced(text.replacing("&", with: "")).filter { !$0.isWhitespace }
                == text.replacing("&", with: "").filter { !$0.isWhitespace }
        )
    }

    @Test("escaped markup stays readable")
    func escaped() {
        #expect(reduced("&lt;b&gt;x&lt;/b&gt;") == "< b>x< /b>")
        #expect(reduced("&amp;lt;b") == "&lt;b")
    }

    @Test(
        "in time that grows with the size",
        arguments: [
            "<", "<!--", "<script><", "&", "<a '", "<s>", "</", "&lt", "<x ", "<x <y>", "<li>", "<ul>",
            "<td>",
            "<table>", "<td rowspan=9 colspan=9>", "<p style=line-through>", "<select><option>", "<![CDATA[",
            "<textarea>", "<q>", "<sup>", "</s>", "<span style=line-through></b>",
        ]
    )
    func linear(pattern: String) {
        let html = Array(String(repeating: pattern, count: 20_000).utf8)
        let text = HTMLReducer.text(of: html)
        #expect(text.count <= html.count * 14)
        #expect(!MutationTests.hasMarkup(text))
    }
}
