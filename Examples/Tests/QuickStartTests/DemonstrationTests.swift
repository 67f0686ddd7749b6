import ArgumentParser
import ClinicalNotes
import ClinicalNotesFHIR
import Foundation
import Testing

@testable import QuickStart

@Suite("The demonstration")
struct DemonstrationTests {
    private static let bench = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../../shared/data/aci-bench/train.bundle.json")
        .standardizedFileURL.path()

    @Test("shows with the sample what each of eight people sees, and keeps a store that verifies")
    func sample() async throws {
        try await TemporaryFolder.with { folder in
            let files = try PracticeFiles(new: folder.appending(path: "kept.db").path())
            let demonstration = try await Demonstration(founding: files, importing: Input())

            #expect(demonstration.expectations.broken.isEmpty)
            #expect(demonstration.findings.notesImported == 13)
            #expect(demonstration.refusals.isEmpty)
            let seen = Dictionary(
                uniqueKeysWithValues: demonstration.findings.people.map {
                    ($0.id, [$0.general, $0.psychotherapy, $0.released])
                }
            )
            #expect(
                seen == [
                    .originator: [14, 5, 0], .colleague: [15, 0, 0], .unrelated: [0, 0, 0],
                    .billing: [14, 0, 0],
                    .patient: [2, 1, 3], .partner: [1, 0, 1], .parent: [0, 0, 0], .privacyOfficer: [0, 0, 0],
                ]
            )
            #expect(demonstration.text.contains("hipaa.minor-consented-alone (45 CFR 164.502(g)(3)(i)(A)"))

            let wrong = Findings(
                Intake(imported: 11),
                views: demonstration.table.views,
                psychotherapyWritten: 6,
                store: demonstration.store
            )
            let broken = try Expectations(
                wrong,
                views: demonstration.table.views,
                weeks: demonstration.weeks,
                input: Input(),
                entriesRefused: 1,
                store: demonstration.store
            ).broken
            #expect(broken.count == 2)

            let again = try await Verification(of: files.store)
            #expect(again.isIntact)
            #expect(again.report.auditEntries == demonstration.findings.auditEntries)
            #expect(throws: DemonstrationError.self) { try PracticeFiles(new: files.store) }
        }
    }

    @Test("prints one object with the members that were promised")
    func json() async throws {
        let findings = try await TemporaryFolder.with { folder in
            let files = try PracticeFiles(new: folder.appending(path: "practice.db").path())
            return try await Demonstration(founding: files, importing: Input()).findings
        }
        let object = try JSONSerialization.jsonObject(with: Data(try findings.json.utf8))
        let members = try #require(object as? [String: Any])
        #expect(
            members.keys.sorted() == [
                "auditEntries", "auditVerified", "canariesFoundInStore", "notesChanged", "notesImported",
                "notesLeftAside", "notesProvisional", "notesRefused", "notesUnchanged", "notesWithdrawn",
                "people", "psychotherapyWritten", "refused",
                "tamperDetected",
            ]
        )
        let people = try #require(members["people"] as? [[String: Any]])
        #expect(people.map { $0["id"] as? String } == Member.ID.allCases.map(\.rawValue))
        #expect(people.allSatisfy { $0.keys.sorted() == ["general", "id", "psychotherapy", "released"] })
    }

    @Test(
        "holds on notes that nobody here wrote",
        .enabled(if: FileManager.default.fileExists(atPath: bench))
    )
    func foreignInput() async throws {
        try await TemporaryFolder.with { folder in
            let files = try PracticeFiles(new: folder.appending(path: "practice.db").path())
            let demonstration = try await Demonstration(founding: files, importing: Input([Self.bench]))
            #expect(demonstration.expectations.broken.isEmpty)
            #expect(demonstration.findings.notesImported == 67)
            #expect(demonstration.refusals.isEmpty)
        }
    }

    @Test(
        "a store that was kept is opened again, and what it has is unchanged; nothing that comes in is status 2"
    )
    func furtherIntake() async throws {
        try await TemporaryFolder.with { folder in
            let files = try PracticeFiles(new: folder.appending(path: "kept.db").path())
            _ = try await Demonstration(founding: files, importing: Input())
            let kept = try PracticeFiles(existing: files.store)
            let again = try await FurtherIntake(of: kept, importing: Input()).takenOver
            // The practice has Mia a minor whatever the day is, so her birth date contradicts the sample's.
            #expect(again.intake.notesUnchanged == 11 && again.intake.notesImported == 0)
            #expect(again.intake.refused == ["conflictingIdentifier": 1, "unresolvedReference": 2])
            #expect(try await Verification(of: kept).isIntact)

            let empty = folder.appending(path: "empty.json")
            try Data(#"{"resourceType":"Bundle","type":"collection"}"#.utf8).write(to: empty)
            let command = try QuickStart.parse(["--input", empty.path(), "--store", files.store, "--json"])
            await #expect(throws: ExitCode(2)) { try await command.run() }
        }
    }

    @Test("an input that cannot be used leaves nothing behind", arguments: ["{", "[]", "", "not JSON"])
    func unusableInput(_ text: String) async throws {
        try await TemporaryFolder.with { folder in
            let input = folder.appending(path: "input.json")
            try Data(text.utf8).write(to: input)
            let store = folder.appending(path: "kept.db").path()
            let command = try QuickStart.parse(["--input", input.path(), "--store", store])
            await #expect(throws: (any Error).self) { try await command.run() }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["input.json"])
        }
    }
}
