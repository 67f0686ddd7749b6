import ClinicalNotesCrypto
import Foundation
import Testing

@testable import ClinicalNotes

/// Honest work mixed with what somebody does who holds the database: rows put back, entries repeated and removed.
@Suite("Random histories")
struct RandomHistoryTests {
    private static let histories = TamperedPractice.soaks ? 5_000 : 100

    /// A practice that goes on from a store, by one process after another.
    private struct Life {
        let practice: TamperedPractice
        let store: TamperingStore
        let anchor: any Anchor
        var numbers: SeededNumbers
        private(set) var vault: NoteVault
        private(set) var past: [StoreImage] = []
        /// Whether something was done that is not undone by itself.
        private(set) var isTampered = false
        private var written = 0

        init(_ practice: TamperedPractice, _ anchor: any Anchor, _ numbers: SeededNumbers) async throws {
            self.practice = practice
            self.anchor = anchor
            self.numbers = numbers
            store = TamperingStore(practice.image)
            vault = try await TamperedPractice.open(store, practice.keys, practice.directory, anchor)
        }

        mutating func reopen() async throws {
            vault = try await TamperedPractice.open(store, practice.keys, practice.directory, anchor)
        }

        /// A step that anybody may make; a process that has seen more than the store tells is left for another one.
        mutating func work() async throws {
            past.append(store.image)
            written += 1
            let note = practice.written[[0, 2, 4].randomElement(using: &numbers) ?? 0].note
            let step = Int.random(in: 0..<6, using: &numbers)
            do {
                let desk = try await practice.desk(of: vault)
                switch step {
                case 0: _ = try await desk.read(note)
                case 1: _ = try await desk.chart(of: practice.ana).page(limit: 3)
                case 2:
                    try await desk.amend(
                        note,
                        SessionSummary(progress: ProgressSummary(ClinicalText("\(written)"))),
                        idempotencyKey: IdempotencyKey("w-\(written)")
                    )
                case 3:
                    try await desk.release(
                        note,
                        to: practice.ana,
                        idempotencyKey: IdempotencyKey("w-\(written)")
                    )
                case 4:
                    try await desk.withhold(
                        note,
                        from: practice.ana,
                        idempotencyKey: IdempotencyKey("w-\(written)")
                    )
                default: try await vault.checkpoint()
                }
            } catch let error as VaultError where error.code == .rolledBack {
                try await reopen()
            } catch let error as VaultError where error.code == .behindAnchor {
                // The anchor's journal tells that access was narrowed since: nobody gets further.
            } catch let error as VaultError
                where [.notFound, .invalidTransition, .invalidInput].contains(error.code)
            {
                // What is not Ana's cannot be released to her.
            } catch is Refusal {}
        }

        /// A step of whoever holds the database.
        ///
        /// - Returns: Whether it is noticed whoever goes on. That the last entries of a process which never writes again were
        ///   removed before anything vouched for them is not: the threat model says so.
        mutating func tamper() async throws -> Bool {
            let before = store.image
            guard let older = past.randomElement(using: &numbers) else { return false }
            let entries = before.keys.filter { $0.collection == .audit }
            switch Int.random(in: 0..<3, using: &numbers) {
            case 0:
                let isAna = Bool.random(using: &numbers)
                store.image.putBack(isAna ? practice.ana.owner : practice.ben.owner, from: older)
                guard store.image.rows != before.rows else { return true }
            case 1:
                guard let copied = entries.randomElement(using: &numbers) else { return false }
                let log = AuditRecord.log(of: practice.vault.tenant)
                store.image[log.key(at: UInt64(entries.count))] = before[copied]
            default:
                guard let removed = entries.randomElement(using: &numbers) else { return false }
                store.image[removed] = nil
                isTampered = true
                return false
            }
            isTampered = true
            return true
        }

        /// Work of every process that is left, so that newer entries of each are vouched for.
        mutating func settle() async throws {
            for _ in 0..<2 {
                do {
                    let desk = try await practice.desk(of: vault)
                    _ = try await vault.register(
                        Person(legalName: "Later"),
                        idempotencyKey: IdempotencyKey("settled-\(written)")
                    )
                    for note in [practice.written[0].note, practice.written[4].note] {
                        do {
                            _ = try await desk.read(note)
                        } catch let error as VaultError where error.code == .behindAnchor {}
                    }
                    try await vault.checkpoint()
                    return
                } catch let error as VaultError where error.code == .rolledBack {
                    try await reopen()
                }
            }
        }
    }

    /// The anchor of a practice, as of one history.
    private static func copy(of begun: String, _ number: Int) throws -> FileAnchor {
        for ending in ["", ".journal"] {
            try FileManager.default.copyItem(atPath: begun + ending, toPath: "\(begun)-\(number)\(ending)")
        }
        return FileAnchor(path: "\(begun)-\(number)")
    }

    @Test(
        "are never called intact when somebody tampered, and always when nobody did",
        arguments: [false, true]
    )
    func histories(isAnchored: Bool) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "histories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let begun = folder.appending(path: "anchor").path
        let practice = try await TamperedPractice(
            anchor: isAnchored ? FileAnchor(path: begun) : NoAnchor()
        )
        var missed: [Int] = []
        var tampered = 0
        for number in 0..<Self.histories {
            let anchor: any Anchor = isAnchored ? try Self.copy(of: begun, number) : NoAnchor()
            var life = try await Life(practice, anchor, SeededNumbers(UInt64(number)))
            let tampers = number % 4 != 0
            for step in 0..<12 {
                try await life.work()
                guard tampers, step == 5 || step == 9 else { continue }
                // The process goes on afterwards, or the next one does.
                if try await life.tamper(), Bool.random(using: &life.numbers) { try await life.reopen() }
                try await life.settle()
            }
            try await life.vault.checkpoint()
            let report = try await life.vault.verify()
            tampered += life.isTampered ? 1 : 0
            if report.isConsistent == life.isTampered {
                missed.append(number)
                Issue.record("history \(number), anchored \(isAnchored): \(report.findings.prefix(3))")
            }
            if !isAnchored { #expect(report.audit.finding != .verified) }
        }
        print(
            "histories: \(Self.histories) tried, \(tampered) tampered with, \(missed.count) missed or misjudged"
        )
        #expect(missed.isEmpty && tampered > Self.histories / 2)
    }
}
