import ArgumentParser
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import Testing

@testable import QuickStart

@Suite("What verifying prints")
struct VerifyCommandTests {
    @Test("exits with 0 where nothing is wrong, and with 1 where something is")
    func status() async throws {
        try await KeptStore.with { kept in
            try await Self.verify(kept)
            try await Self.verify(kept, "--unanchored")
            _ = try await kept.goOn()
            try kept.putBack(kept.patient.owner)
            await #expect(throws: ExitCode.failure) { try await Self.verify(kept) }
            await #expect(throws: ExitCode.failure) { try await Self.verify(kept, "--unanchored") }
            try kept.putAllBack()
            await #expect(throws: ExitCode.failure) { try await Self.verify(kept) }
        }
    }

    @Test("entries that are pending are told, and nothing is wrong with them")
    func pending() async throws {
        try await KeptStore.with { kept in
            let practice = try KeptPractice(beside: kept.files).practice()
            let store = try SQLiteNoteStore(path: kept.files.store)
            let vault = try await NoteVault.open(
                store: store,
                keys: kept.files.openKeys(),
                policy: .unitedStates,
                relationships: PracticeDirectory(of: practice),
                anchor: kept.files.openAnchor
            )
            _ = try await vault.session(for: practice[.originator]).chart(of: kept.patient).page()
            // As if the process had ended here.
            try await store.close()

            let summary = VerificationSummary(try await kept.verify())
            #expect(summary.pending > 0 && summary.findings.isEmpty)
            #expect(summary.text.contains("\(summary.pending) audit entries are durable"))
            try await Self.verify(kept)
        }
    }

    @Test("an object with every member, and null where there is none")
    func json() async throws {
        try await KeptStore.with { kept in
            _ = try await kept.goOn()
            try kept.putBack(kept.patient.owner)
            let summary = VerificationSummary(try await kept.verify())
            let members = try Self.members(of: summary)
            #expect(
                members.keys.sorted() == [
                    "anchorGrade", "anchored", "auditEntries", "auditVerified", "findings", "grantedNotes",
                    "intact", "notes", "pending", "records", "unlisted", "unsettled",
                ]
            )
            #expect(members["anchorGrade"] as? String == "device")
            #expect(members["anchored"] as? Bool == true)
            #expect(members["intact"] as? Bool == false)
            let findings = try #require(members["findings"] as? [[String: Any]])
            let finding = try #require(findings.first { $0["kind"] as? String == "outdated" })
            #expect(finding.keys.sorted() == ["advice", "collection", "kind", "owner", "position", "record"])
            #expect(finding["kind"] as? String == "outdated")
            #expect(finding["owner"] as? String == "\(kept.patient)")
            #expect(finding["record"] is NSNull)
            #expect((finding["advice"] as? String)?.isEmpty == false)
            #expect(summary.text.contains("outdated at owner \(kept.patient)"))
        }
    }

    @Test("a store that is not even opened is a finding too")
    func unopened() async throws {
        try await KeptStore.with { kept in
            try kept.execute("DELETE FROM record WHERE collection = \(RecordCollection.tenant.rawValue)")
            let complaint = await #expect(throws: StoreComplaint.self) { _ = try await kept.verify() }
            let kind = try #require(complaint?.finding)
            let summary = VerificationSummary(unopened: try #require(complaint), kind: kind, kept.files)
            #expect(summary.findings.map(\.kind) == [kind])
            #expect(try Self.members(of: summary)["intact"] as? Bool == false)
            await #expect(throws: ExitCode.failure) { try await Self.verify(kept) }
        }
    }

    private static func verify(_ kept: KeptStore, _ more: String...) async throws {
        try await QuickStart.parse(["--verify", kept.files.store, "--json"] + more).run()
    }

    private static func members(of summary: VerificationSummary) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(summary.json.utf8))
        return try #require(object as? [String: Any])
    }
}
