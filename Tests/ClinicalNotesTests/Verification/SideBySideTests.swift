#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

/// Several vaults on one file, as several processes would be: none of them knows what another one does.
@Suite("Vaults side by side", .serialized)
struct SideBySideTests {
    private static let duration: Duration = .seconds(Soak.isOn ? 600 : 10)

    /// What was said to be wrong, though nothing was.
    private actor Alarms {
        private(set) var raised: [String] = []
        private(set) var verifications = 0

        func raise(_ alarm: String) { raised.append(alarm) }
        func verified() { verifications += 1 }
    }

    @Test("raise no false alarm while they write, read, make checkpoints and verify", arguments: [2, 4])
    func busy(count: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "beside-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "practice.sqlite").path
        let anchor = TamperedPractice.temporaryAnchor()
        let practice = try await Practice(store: try SQLiteNoteStore(path: path), anchor: anchor)
        let (rivera, keyring) = try await practice.therapist()
        let patients = [try await practice.patient(), try await practice.patient("Ben")]
        for patient in patients { practice.directory.join(rivera, patient) }
        var vaults = [practice.vault]
        while vaults.count < count {
            vaults.append(try await practice.reopened(on: try SQLiteNoteStore(path: path), anchor: anchor))
        }
        let alarms = Alarms()
        let end = ContinuousClock.now + Self.duration
        await withTaskGroup { group in
            for (number, vault) in vaults.enumerated() {
                group.addTask {
                    var step = 0
                    while ContinuousClock.now < end {
                        step += 1
                        do {
                            let desk = try await vault.session(
                                for: rivera,
                                purpose: .treatment,
                                unlocking: keyring
                            )
                            let note = try await desk.draft(
                                FreeText(text: "Meanwhile."),
                                about: [patients[step % 2]],
                                idempotencyKey: IdempotencyKey("\(number)-\(step)")
                            )
                            _ = try await desk.read(note)
                            if step % 3 == 0 { try await vault.checkpoint() }
                        } catch let error as NotesError where error.code != .conflict {
                            await alarms.raise("vault \(number): \(error)")
                        } catch {}
                    }
                }
                group.addTask {
                    while ContinuousClock.now < end {
                        do {
                            let report = try await vault.verify()
                            await alarms.verified()
                            for finding in report.findings { await alarms.raise("\(finding)") }
                        } catch {
                            await alarms.raise("verification: \(error)")
                        }
                    }
                }
            }
        }
        let raised = await alarms.raised
        print(
            "vaults side by side: \(count), \(await alarms.verifications) verifications tried, \(raised.count) alarms"
        )
        #expect(raised.isEmpty, "\(raised.prefix(10))")
        for vault in vaults { try await vault.checkpoint() }
        let report = try await practice.vault.verify()
        #expect(
            report.isConsistent && report.audit.pending == 0,
            "\(report.findings.prefix(5)) \(report.audit)"
        )
        #expect(await alarms.verifications > 0)
    }
}
#endif
