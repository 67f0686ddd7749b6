import ClinicalNotesCrypto
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotes

/// Honest work mixed with what somebody does who holds the database: rows put back, entries repeated and removed, a whole
/// store put back.
@Suite("Random histories")
struct RandomHistoryTests {
    enum Medium: String, CaseIterable { case memory, file }

    private static let histories: [Medium: Int] =
        Soak.isOn ? [.memory: 3_500, .file: 1_500] : [.memory: 60, .file: 40]

    /// A practice, from whose state every history begins.
    private struct Beginning {
        let folder: URL
        let practice: TamperedPractice
        let isAnchored: Bool
        private var anchorPath: String { folder.appending(path: "anchor").path }

        init(isAnchored: Bool) async throws {
            self.isAnchored = isAnchored
            folder = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            practice = try await TamperedPractice(
                anchor: isAnchored ? FileAnchor(path: folder.appending(path: "anchor").path) : NoAnchor()
            )
        }

        /// Lives one history, on a store and with an anchor of its own.
        func live(
            _ number: Int,
            in medium: Medium,
            _ body: (inout TamperedLife) async throws -> Void
        ) async throws {
            let own = folder.appending(path: "\(medium)-\(number)")
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: own) }
            var anchor: any Anchor = NoAnchor()
            if isAnchored {
                let path = own.appending(path: "anchor").path
                for ending in ["", ".journal"] {
                    try FileManager.default.copyItem(atPath: anchorPath + ending, toPath: path + ending)
                }
                anchor = FileAnchor(path: path)
            }
            let database = try await database(in: own, medium)
            var life = try await TamperedLife(practice, in: database, anchor, SeededNumbers(UInt64(number)))
            try await body(&life)
            try await database.store.close()
        }

        private func database(in folder: URL, _ medium: Medium) async throws -> any HeldDatabase {
            #if SQLite
            if medium == .file {
                let file = try HeldFile(path: folder.appending(path: "store").path)
                try file.put(practice.image)
                return file
            }
            #endif
            return HeldMemory(practice.image)
        }
    }

    @Test(
        "are never called intact when somebody tampered, and always when nobody did",
        arguments: [false, true],
        Medium.allCases
    )
    func histories(isAnchored: Bool, medium: Medium) async throws {
        let beginning = try await Beginning(isAnchored: isAnchored)
        defer { try? FileManager.default.removeItem(at: beginning.folder) }
        let histories = Self.histories[medium] ?? 0
        var (missed, tampered, healed) = (0, 0, 0)
        for number in 0..<histories {
            try await beginning.live(number, in: medium) { life in
                for step in 0..<12 {
                    try await life.work()
                    guard number % 4 != 0, step == 5 || step == 9 else { continue }
                    // The process goes on afterwards, or the next one does.
                    if try await life.tamper(), Bool.random(using: &life.numbers) { try await life.reopen() }
                    try await life.settle()
                }
                try await life.vault.checkpoint()
                let report = try await life.vault.verify()
                tampered += life.isTampered ? 1 : 0
                healed += life.isHealed ? 1 : 0
                if report.isConsistent == life.isTampered, !life.isHealed {
                    missed += 1
                    Issue.record("history \(number), anchored \(isAnchored): \(report.findings.prefix(3))")
                }
                if !isAnchored { #expect(report.audit.finding != .verified) }
            }
        }
        print(
            "histories, \(medium), \(isAnchored ? "anchored" : "unanchored"): \(histories) tried, \(tampered) tampered with",
            "(\(healed) put forward again), \(missed) missed or misjudged"
        )
        #expect(missed == 0 && tampered > histories / 2 && healed < histories / 50 + 2)
    }

    @Test(
        "in which a whole store is put back are refused by the anchor, and never called intact without one",
        arguments: [false, true],
        Medium.allCases
    )
    func wholeStores(isAnchored: Bool, medium: Medium) async throws {
        let beginning = try await Beginning(isAnchored: isAnchored)
        defer { try? FileManager.default.removeItem(at: beginning.folder) }
        let histories = (Self.histories[medium] ?? 0) / 4
        var refused = 0
        for number in 0..<histories {
            try await beginning.live(number, in: medium) { life in
                for _ in 0..<8 { try await life.work() }
                let anchored = try await life.anchor.latest(AuditCheckpoint.origin(life.vault.tenant))
                let (before, after) = try life.putBackWhole()
                if let anchored, try Self.integrated(after, life.vault.tenant) < anchored.size {
                    refused += 1
                    await #expect(throws: NotesError(.behindAnchor)) { try await life.reopen() }
                    await #expect(throws: NotesError(.behindAnchor)) { try await life.vault.checkpoint() }
                    // A process that goes on hands nothing out any more either.
                    let error = await refusal {
                        let desk = try await life.practice.desk(of: life.vault)
                        _ = try await desk.read(life.practice.written[0].note)
                    }
                    #expect(error?.contains("behindAnchor") == true || error?.contains("rolledBack") == true)
                    let report = try await NoteVault.verify(
                        store: life.database.store,
                        keys: life.practice.keys,
                        anchor: life.anchor
                    )
                    #expect(report.findings.contains { $0.kind == .rolledBack } && !report.isIntact)
                    try life.database.put(before)
                    try await life.vault.checkpoint()
                    try await life.reopen()
                    #expect(try await life.vault.verify().isIntact)
                } else if !isAnchored {
                    try await life.reopen()
                    for _ in 0..<3 { try await life.work() }
                    try await life.vault.checkpoint()
                    let report = try await life.vault.verify()
                    #expect(report.audit.finding != .verified && !report.isIntact)
                }
            }
        }
        print(
            "whole stores put back, \(medium), anchored \(isAnchored): \(histories) tried, \(refused) refused"
        )
        #expect(!isAnchored || refused > 1)
    }

    private static func integrated(_ image: StoreImage, _ tenant: TenantID) throws -> UInt64 {
        guard let row = image[AuditCheckpoint.key(tenant)] else { return 0 }
        return try AuditCheckpoint(decoding: row.value).log.count
    }
}
