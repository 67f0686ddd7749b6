import TestSupport
import Testing

@testable import ClinicalNotes

/// How long a repeat of a write is answered, and what is kept for it.
@Suite("Receipts of writes")
struct ReceiptTests {
    private static let month: Duration = .seconds(30 * 86_400)
    private static let day: Duration = .seconds(86_400)

    private func receipts(_ clinic: Clinic) async throws -> [StoredRecord] {
        try await clinic.records().filter { $0.key.collection == .receipt }
    }

    private func register(_ clinic: Clinic, _ name: String, _ key: IdempotencyKey) async throws -> PatientID {
        try await clinic.vault.register(Person(legalName: name), idempotencyKey: key)
    }

    private func isConsistent(_ clinic: Clinic) async throws -> Bool {
        let report = try await clinic.vault.verify()
        return report.isConsistent
    }

    @Test("a repeat after the vault was opened again answers the first receipt and writes nothing")
    func reopened() async throws {
        let clinic = try await Clinic()
        let first = try await register(clinic, "Ana", "ana")
        let records = try await clinic.records()
        let again = try await NoteVault.open(
            store: clinic.store,
            waiving: .durable,
            keys: clinic.keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            environment: VaultEnvironment(now: { clinic.clock.now }, entropy: .system),
            timeout: .seconds(300)
        )
        #expect(try await again.register(Person(legalName: "Ana"), idempotencyKey: "ana") == first)
        await #expect(throws: NotesError(.idempotencyMismatch)) {
            try await again.register(Person(legalName: "Ben"), idempotencyKey: "ana")
        }
        #expect(try await clinic.records() == records)
    }

    @Test("of a write and its repeat in one group the repeat conflicts with the receipt")
    func oneGroup() async throws {
        let clinic = try await Clinic()
        let core = clinic.vault.core
        let keys = try await core.tenantKeys()
        let request = WriteRequest(clinic.tenant.principal, "one", "test") { _ in }
        let receipt = NewReceipt(
            commit: request.commit(keys),
            digest: request.digest(keys),
            answer: [1, 2, 3],
            replaced: 0
        )
        var requests: [RecordedBatch] = []
        for _ in 0..<2 {
            var transaction = Transaction(core, keys: keys)
            let owner = OwnerID(core.environment.entropy.bytes16())
            try transaction.create(owner)
            try transaction.change(owner) { (editor) throws(CryptoError) in
                editor.aggregate.persons[owner.patient] = Person(legalName: "Ana")
                try editor.filePerson(Person(legalName: "Ana"))
            }
            transaction.record(.registration(of: owner, at: core.now))
            requests.append(try transaction.batch(receipt: receipt))
        }
        let key = ReceiptRecord.key(receipt.commit, clinic.tenant)
        var outcomes: [CommitOutcome] = []
        for request in requests {
            outcomes.append(try await core.commit(request))
        }
        guard case .committed = outcomes[0] else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(outcomes[1] == .conflict([key]))
        #expect(try await core.earlier(request) == [1, 2, 3])
        #expect(try await clinic.vault.verify().owners == 1)
        #expect(try await isConsistent(clinic))
    }

    @Test("a write that is refused or that conflicts leaves no receipt")
    func conflict() async throws {
        let clinic = try await Clinic()
        let core = clinic.vault.core
        let ana = try await register(clinic, "Ana", "ana")
        let keys = try await core.tenantKeys()
        let request = WriteRequest(clinic.tenant.principal, "late", "test") { _ in }
        var late = Transaction(core, keys: keys)
        try await core.edit(ana.owner, in: &late, at: "owner")
        try late.change(ana.owner) { (editor) throws(CryptoError) in editor.raisesEpoch = true }
        late.record(.registration(of: ana.owner, at: core.now))
        try await clinic.vault.update(ana, Person(legalName: "Ana B."), idempotencyKey: "update")
        let before = try await clinic.records()
        var replaced: UInt64 = 0
        let outcome = try await core.commit(&late, of: request, answering: [], replacing: &replaced)
        guard case .conflict = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try await core.earlier(request) == nil)
        #expect(try await clinic.records() == before)
        await #expect(throws: NotesError(.notFound)) {
            try await clinic.vault.update(PatientID(.zero), Person(legalName: "No"), idempotencyKey: "none")
        }
        #expect(try await receipts(clinic).count == 2)
    }

    @Test("after thirty days a receipt counts as absent and is written over; not a moment before")
    func expired() async throws {
        let clinic = try await Clinic()
        let first = try await register(clinic, "Ana", "key")
        clinic.clock.advance(by: Self.month - .milliseconds(1))
        try await clinic.vault.confirmClock()
        #expect(try await register(clinic, "Ana", "key") == first)
        await #expect(throws: NotesError(.idempotencyMismatch)) { try await register(clinic, "Ben", "key") }
        clinic.clock.advance(by: .milliseconds(1))
        #expect(try await isConsistent(clinic))
        let second = try await register(clinic, "Ben", "key")
        #expect(second != first)
        #expect(try await register(clinic, "Ben", "key") == second)
        let kept = try await receipts(clinic)
        #expect(kept.map(\.revision) == [2])
        let opened = try ReceiptRecord(opening: kept[0], try await clinic.vault.core.tenantKeys())
        #expect(opened.expires == clinic.clock.now + Self.month)
        #expect(try await isConsistent(clinic))
        // Once more, over one that was written over.
        clinic.clock.advance(by: Self.month)
        try await clinic.vault.confirmClock()
        #expect(try await register(clinic, "Ana", "key") != first)
        #expect(try await receipts(clinic).map(\.revision) == [3])
        #expect(try await isConsistent(clinic))
    }

    @Test("what expired more than eight days ago is swept with a checkpoint, and nothing else")
    func swept() async throws {
        let clinic = try await Clinic()
        for name in ["a", "b", "c"] { _ = try await register(clinic, name, IdempotencyKey(name)) }
        clinic.clock.advance(by: .seconds(20 * 86_400))
        let late = try await register(clinic, "d", "d")
        clinic.clock.set(Practice.start + Self.month + .seconds(8 * 86_400))
        try await clinic.vault.confirmClock()
        #expect(try await isConsistent(clinic))
        try await clinic.vault.checkpoint()
        #expect(try await receipts(clinic).count == 4)
        #expect(try await isConsistent(clinic))
        let before = try await clinic.records()
        clinic.clock.advance(by: .milliseconds(1))
        #expect(try await isConsistent(clinic))
        try await clinic.vault.checkpoint()
        let after = try await clinic.records()
        let gone = Set(before).subtracting(after)
        #expect(gone.count == 3)
        #expect(gone.allSatisfy { $0.key.collection == .receipt })
        #expect(Set(after).isSubset(of: before))
        #expect(try await register(clinic, "d", "d") == late)
        #expect(try await isConsistent(clinic))
        // What was swept is a new write.
        _ = try await register(clinic, "a", "a")
        #expect(try await receipts(clinic).map(\.revision) == [1, 1])
        #expect(try await isConsistent(clinic))
    }

    @Test("a sweep believes the receipt, not the index; and none of its failures is a caller's")
    func sweepsWithCare() async throws {
        let clinic = try await Clinic()
        _ = try await register(clinic, "a", "a")
        let row = try #require(try await receipts(clinic).first)
        let keys = try await clinic.vault.core.tenantKeys()
        let early = IndexEntry(
            pseudonym: keys.receiptsPseudonym,
            generation: keys.secretGeneration,
            statusClass: 0,
            time: Instant(milliseconds: 0)
        )
        let batch = WriteBatch(
            tenant: clinic.tenant,
            expectations: [],
            writes: [.delete(row.key), .put(row.key, row.value, index: [early])]
        )
        _ = try await clinic.store.commit([batch], by: .never)
        try await clinic.vault.checkpoint()
        #expect(try await receipts(clinic) == [row])
        let report = try await clinic.vault.verify()
        #expect(Set(report.findings.map(\.kind)) == [.indexEntryMissing, .indexEntryUnexpected])

        let faulty = FaultyStore()
        let other = try await Clinic(store: faulty)
        _ = try await register(other, "a", "a")
        try await other.vault.checkpoint()
        other.clock.advance(by: .seconds(40 * 86_400))
        other.vault.core.clock.set(other.clock.now)
        // Nothing is pending, so the last calls of a checkpoint are those of the sweeps.
        var kept = 0
        for number in 1... {
            faulty.arm(.throwing, onCall: number)
            let failed = await refusal { try await other.vault.checkpoint() }
            guard faulty.disarm() else { break }
            if failed == nil { kept += 1 }
        }
        #expect(kept == 4)
        #expect(try await receipts(other).isEmpty)
    }
}

extension AuditEntry {
    /// An entry of the practice itself.
    fileprivate static func registration(of owner: OwnerID, at now: Instant) -> AuditEntry {
        AuditActor.practice(TenantID(.zero)).entry(.registration, .create, on: .owner(owner), at: now)
    }
}
