import ClinicalNotes
import TestSupport
import Testing

@Suite("Verifying a store that nobody touched")
struct UntouchedStoreTests {
    @Test("finds nothing, and counts everything")
    func intact() async throws {
        let practice = try await TamperedPractice()
        let report = try await practice.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
        #expect(report.findings.isEmpty)
        #expect(report.audit.finding == .unanchored)
        #expect(report.audit.pending == 0)
        #expect(report.auditEntries == report.audit.integrated)
        #expect(report.owners == 4)
        #expect(report.notes == 13)
        #expect(report.grantedNotes == 5)
        let audited = practice.image.keys.count { $0.collection == .audit }
        #expect(report.auditEntries == UInt64(audited))
        #expect(report.records == practice.image.keys.count - audited)
    }

    @Test("works on any store: the one in memory, with a missing row")
    func inMemory() async throws {
        let practice = try await Practice()
        let (rivera, keyring) = try await practice.therapist()
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let note = try await desk.draft(FreeText(text: "Draft."), about: [ana], idempotencyKey: "draft")
        let report = try await practice.vault.verify()
        #expect(report.isConsistent, "\(report)")
        #expect((report.owners, report.notes, report.audit.pending) == (2, 1, 3))
        let key = RecordKey(
            tenant: practice.vault.tenant,
            owner: note.owner,
            collection: .key,
            record: note.record
        )
        _ = try await practice.store.commit(
            [WriteBatch(tenant: key.tenant, expectations: [], writes: [.delete(key)])],
            by: .never
        )
        let damaged = try await practice.vault.verify()
        #expect(damaged.findings.map(\.kind) == [.missing])
        #expect(damaged.findings.first?.record == note.record)
    }
}
