import ClinicalNotes
import Foundation
import Testing

@testable import Guides

/// The table of the guide on errors, beside the sources and the function that it describes.
@Suite("The table of HTTP statuses")
struct StatusTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    /// The rows of the page: codes, their status, whether a repeat is worth it.
    private static func rows() throws -> [(codes: [String], status: Int, isRepeated: Bool)] {
        let page = root.appending(
            path: "Sources/ClinicalNotes/ClinicalNotes.docc/ErrorsRetriesConcurrency.md"
        )
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.matches(of: /(?m)^\| (`[^|]+`) \| (\d{3}) \| (yes|no)/).map { row in
            (row.1.matches(of: /`(\w+)`/).map { String($0.1) }, Int(row.2) ?? 0, row.3 == "yes")
        }
    }

    @Test("names every code of the vault once, and no other")
    func complete() throws {
        let named = try Self.rows().flatMap(\.codes)
        #expect(named.sorted() == NotesError.Code.allCases.map(\.description).sorted())
    }

    @Test("says what the function below it answers, and what the error says of calling again")
    func agrees() throws {
        for row in try Self.rows() {
            for name in row.codes {
                let code = try #require(NotesError.Code(rawValue: name))
                #expect(code.httpStatus == row.status, "\(name)")
                #expect((code.retry == .sameKey) == row.isRepeated, "\(name)")
            }
        }
    }
}
