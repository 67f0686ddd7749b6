import ClinicalNotes
import Foundation
import Testing

@testable import Guides

/// The table of the guide on errors, beside the sources and the function that it describes.
@Suite("The table of HTTP statuses")
struct StatusTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized

    private static let codes: [NotesError.Code] = [
        .notFound, .tampered, .rolledBack, .damaged, .unreadable, .notSettled, .storeMisbehaved, .conflict,
        .outcomeUnknown, .idempotencyMismatch, .invalidInput, .notEnrolled, .keyringRequired, .keyMissing,
        .invalidTransition, .storageUnavailable, .storageFull, .storeUnusable, .newerStore,
        .keyServiceUnavailable, .wrongPassphrase, .timedOut, .cancelled, .tooLarge, .cursorInvalid,
        .templateUnknown, .auditUnavailable, .notStaff, .authorNotEnrolled, .identifierMissing,
        .identityConflict, .unfounded, .alreadyFounded, .tenantRequired, .foreignPractice, .practiceMissing,
        .storeReplaced, .behindAnchor, .anchorUnavailable, .approvalRefused, .foreignAuthority,
        .authorityOutside, .keysChanged, .nothingToRecover, .notSolo, .unconfirmed,
    ]

    /// The names of the codes that the sources declare.
    private static func declared() throws -> Set<String> {
        let source = root.appending(path: "Sources/ClinicalNotes/Vault/NotesError.swift")
        let text = try String(contentsOf: source, encoding: .utf8)
        return Set(text.matches(of: /public static let (\w+) = Code\(/).map { String($0.1) })
    }

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
        #expect(named.sorted() == Self.codes.map(\.description).sorted())
        #expect(Set(named) == (try Self.declared()))
    }

    @Test("says what the function below it answers")
    func agrees() throws {
        let codes = Dictionary(uniqueKeysWithValues: Self.codes.map { ($0.description, $0) })
        for row in try Self.rows() {
            for name in row.codes {
                let code = try #require(codes[name])
                #expect(code.httpStatus == row.status, "\(name)")
                #expect(code.isWorthRepeating == row.isRepeated, "\(name)")
            }
        }
    }
}
