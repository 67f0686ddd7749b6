import Testing

@testable import ClinicalNotes

@Suite("Owners and stores put back to an older state")
struct RolledBackStoreTests {
    @Test("an owner put back as a whole, removed or renamed is noticed")
    func owners() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let practice = harness.practice.vault.tenant.owner
        let owners = Set(image.keys.map(\.owner)).subtracting([practice, OwnerID(.zero)]).sorted()
        for older in harness.practice.store.history {
            for owner in owners where owner != practice {
                var altered = image
                altered.putBack(owner, from: older)
                guard altered.rows != image.rows else { continue }
                let report = try await harness.expectNoticed(altered, "put back: \(owner)")
                #expect(
                    report.findings.contains { $0.owner == owner && [.outdated, .missing].contains($0.kind) }
                )
            }
        }
        for owner in owners {
            for other in owners where other != owner {
                var altered = image
                for key in image.keys where key.owner == owner {
                    altered[
                        RecordKey(
                            tenant: key.tenant,
                            owner: other,
                            collection: key.collection,
                            record: key.record
                        )
                    ] =
                        image[key]
                    altered[key] = nil
                }
                try await harness.expectNoticed(altered, "\(owner) in the place of \(other)")
            }
        }
        print("owners put back: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(harness.kinds.isSuperset(of: ["outdated", "missing"]))
    }

    @Test("an owner that no entry tells of is noticed")
    func unrecorded() async throws {
        let practice = try await TamperedPractice()
        var harness = try await TamperingHarness(practice)
        _ = try await practice.vault.register(Person(legalName: "Cara"), idempotencyKey: "cara")
        let later = practice.store.image
        var altered = practice.image
        for key in later.keys where !TamperingHarness.isOfLog(key) && altered[key] == nil {
            altered[key] = later[key]
        }
        let report = try await harness.expectNoticed(altered, "unrecorded owner")
        #expect(report.findings.contains { $0.kind == .unrecorded })
        #expect(harness.missed.isEmpty)
    }

    @Test("with an anchor a store put back to any older state is noticed; without one the report says so")
    func stores() async throws {
        let anchored = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
        var harness = try await TamperingHarness(anchored)
        let whole = try await anchored.vault.verify()
        #expect(
            whole.isConsistent && whole.audit.finding == .verified && whole.audit.grade == .device,
            "\(whole)"
        )
        let history = anchored.store.history.dropLast()
        for (number, older) in history.enumerated() where older[TenantRecordKey.of(anchored)] != nil {
            try await harness.expectNoticed(older, "state \(number) of \(history.count)")
        }
        print("stores put back, anchored: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(harness.kinds.contains("rolledBack"))
        // Nor does a vault that runs on such a store sign it anew, and none is opened.
        let (newest, older) = (anchored.store.image, try #require(history.last))
        anchored.store.image = older
        await #expect(throws: NotesError(.behindAnchor)) { try await anchored.vault.checkpoint() }
        #expect(anchored.vault.health.anchor == .behind)
        await #expect(throws: NotesError(.behindAnchor)) {
            try await TamperedPractice.open(
                TamperingStore(older),
                anchored.keys,
                anchored.directory,
                anchored.anchor
            )
        }
        anchored.store.image = newest
        try await anchored.vault.checkpoint()

        let unanchored = try await TamperedPractice()
        let state = try #require(unanchored.store.history.dropLast().last)
        let opened = try await TamperedPractice.open(
            TamperingStore(state),
            unanchored.keys,
            unanchored.directory,
            NoAnchor()
        )
        let report = try await opened.verify()
        #expect(report.audit.finding == .unanchored && report.isConsistent && !report.isIntact)
    }

    @Test("a store with another history that is longer is not anchored by whoever knew the first")
    func fork() async throws {
        let practice = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
        let log = AuditCheckpoint.origin(practice.vault.tenant)
        let anchored = try #require(try await practice.anchor.latest(log))
        let older = try #require(
            practice.store.history.first { $0[TenantRecordKey.of(practice)] != nil && $0.keys.count > 20 }
        )
        let store = TamperingStore(older)
        let other = try await TamperedPractice.open(store, practice.keys, practice.directory, NoAnchor())
        for number in 0..<80 {
            _ = try await other.register(
                Person(legalName: "Other"),
                idempotencyKey: IdempotencyKey("\(number)")
            )
        }
        try await other.checkpoint()
        #expect(try await other.verify().audit.integrated > anchored.size)
        let desk = try await practice.desk()
        practice.store.image = store.image
        await #expect(throws: NotesError(.rolledBack)) { try await practice.vault.checkpoint() }
        #expect(practice.vault.health.anchor == .behind)
        #expect(try await practice.anchor.latest(log) == anchored)
        #expect(await refusal { _ = try await desk.read(practice.written[0].note) } != nil)
        let error = await refusal {
            _ = try await practice.vault.register(Person(legalName: "New"), idempotencyKey: "new")
        }
        #expect(error == "NotesError(behindAnchor at audit)")
        // Nor by a process that begins on it.
        await #expect(throws: NotesError(.behindAnchor)) {
            try await TamperedPractice.open(store, practice.keys, practice.directory, practice.anchor)
        }
    }
}

enum TenantRecordKey {
    static func of(_ practice: TamperedPractice) -> RecordKey {
        RecordKey(
            tenant: practice.vault.tenant,
            owner: practice.vault.tenant.owner,
            collection: .tenant,
            record: RecordID(.zero)
        )
    }
}
