import Testing

@testable import ClinicalNotes

/// Rows that somebody puts into the audit log, or takes out before anything vouches for them.
@Suite("A log into which rows are planted")
struct PlantedEntryTests {
    private let practice: TamperedPractice
    private var log: LogKey { AuditRecord.log(of: practice.vault.tenant) }
    private var end: UInt64 { UInt64(practice.store.image.keys.count { $0.collection == .audit }) }

    init() async throws {
        practice = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
    }

    private func kinds() async throws -> Set<StoreReport.Finding.Kind> {
        Set(try await practice.vault.verify().findings.map(\.kind))
    }

    @Test(
        "goes on for everybody, and tells of it for ever",
        arguments: [0, 7, 1 << 40, LogKey.positionLimit - 2, LogKey.positionLimit - 1]
    )
    func planted(distance: UInt64) async throws {
        let begun = end
        let position = distance > 1 << 50 ? distance : begun + distance
        practice.store.image[log.key(at: position)] = StoreImage.Row(
            revision: 1,
            value: [1, 2, 3],
            entries: []
        )
        let desk = try await practice.desk()
        for round in 0..<3 {
            #expect(try await desk.read(practice.written[0].note).copyText() == practice.written[0].text)
            if round > 0 { try await practice.vault.checkpoint() }
            #expect(try await kinds().contains(.auditBroken))
        }
        let report = try await practice.vault.verify().audit
        #expect(report.pending == 0 && report.isAnchored)
        // Who audits sees every entry, and what stands between them.
        let entries = try await practice.vault.auditEntries()
        #expect(entries.count > begun)
        let page = try await practice.vault.auditEntries(from: 0)
        #expect(page.entries == entries && page.next == nil)
        // What stands where no log comes hides nothing and is no part of it.
        let planted = distance > 1 << 50 ? [] : [begun..<position, position..<(position + 1)]
        #expect(page.unreadable == planted.filter { !$0.isEmpty })
        // What law says must be told is told, with the word that something could not be read.
        let patient = PrincipalID.patient(practice.ana)
        let keyring = try Keyring.generate(for: patient)
        try await practice.vault.enroll(practice.ana, keys: keyring.publicKeys, idempotencyKey: "portal")
        let portal = try await practice.vault.session(for: patient, unlocking: keyring)
        let accounting = try await portal.requestAccounting(of: practice.ana, idempotencyKey: "all")
        #expect(accounting.isComplete == planted.isEmpty)
        // Another process goes on as well.
        let other = try await TamperedPractice.open(
            practice.store,
            practice.keys,
            practice.directory,
            practice.anchor
        )
        _ = try await practice.desk(of: other).read(practice.written[1].note)
        try await other.checkpoint()
        #expect(!(try await other.verify().isConsistent))
    }

    @Test("whose newest entries are gone, although a checkpoint vouches for them, is not told as whole")
    func cutOff() async throws {
        let patient = PrincipalID.patient(practice.ana)
        let keyring = try Keyring.generate(for: patient)
        try await practice.vault.enroll(practice.ana, keys: keyring.publicKeys)
        let begun = end
        _ = try await practice.desk().read(practice.written[0].note)
        try await practice.vault.checkpoint()
        for position in begun..<end { practice.store.image[log.key(at: position)] = nil }
        // A new process gives the positions out again, and its own entries miss nothing.
        let other = try await TamperedPractice.open(
            practice.store,
            practice.keys,
            practice.directory,
            practice.anchor
        )
        let desk = try await practice.desk(of: other)
        await #expect(throws: NotesError(.tampered, at: "audit")) { _ = try await desk.duties() }
        #expect(try await desk.duties(evenIfIncomplete: true).isEmpty)
        let portal = try await other.session(for: patient, unlocking: keyring)
        #expect(try await !portal.requestAccounting(of: practice.ana).isComplete)
    }

    @Test("misses an entry that was removed before anything vouched for it, once its instance has gone on")
    func removed() async throws {
        let desk = try await practice.desk()
        let position = end
        _ = try await desk.read(practice.written[0].note)
        practice.store.image[log.key(at: position)] = nil
        _ = try await desk.read(practice.written[1].note)
        #expect(try await kinds() == [.auditGap])
        try await practice.vault.checkpoint()
        #expect(try await kinds() == [.auditGap])
    }

    @Test("misses nothing where batches were conflicts")
    func conflicts() async throws {
        let desk = try await practice.desk()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask {
                    _ = try? await desk.addend(
                        practice.written[0].note,
                        SessionSummary(progress: "Added."),
                        idempotencyKey: IdempotencyKey("addend-\(number)")
                    )
                    _ = try await desk.read(practice.written[0].note)
                }
            }
            try await group.waitForAll()
        }
        try await practice.vault.checkpoint()
        let report = try await practice.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }
}
