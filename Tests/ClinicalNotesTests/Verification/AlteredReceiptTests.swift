import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Altered receipts and counts of writes")
struct AlteredReceiptTests {
    private static func receipts(_ image: StoreImage) -> [RecordKey] {
        image.keys.filter { $0.collection == .receipt }
    }

    @Test("a receipt with a flipped bit, another's receipt, a missing and an unrecorded one are told apart")
    func kinds() async throws {
        let practice = try await TamperedPractice()
        var harness = try await TamperingHarness(practice)
        let other = try await TamperedPractice()
        let image = practice.image
        let keys = Self.receipts(image)
        #expect(keys.count > 20)
        let external = Self.receipts(other.image).compactMap { other.image[$0]?.value }
        for (number, key) in keys.enumerated() {
            let row = try #require(image[key])
            let next = try #require(image[keys[(number + 1) % keys.count]])
            var flipped = image
            flipped.flip(number * 37 % (row.value.count * 8), of: key)
            var swapped = image
            swapped[key]?.value = next.value
            var replaced = image
            replaced[key]?.value = external[number % external.count]
            var counted = image
            counted[key]?.revision = 2
            for (name, altered) in [
                ("flipped", flipped), ("of another commit", swapped), ("of another practice", replaced),
                ("counted twice", counted),
            ] {
                let report = try await harness.expectNoticed(altered, "\(name): \(key)")
                #expect(report.findings == [StoreReport.Finding(.altered, key)])
            }
            var missing = image
            missing[key] = nil
            let report = try await harness.expectNoticed(missing, "missing: \(key)")
            #expect(report.findings == [StoreReport.Finding(.missing, key)])
        }
        // The same receipt under a key of its own, with an index entry: nobody wrote it.
        let stranger = ReceiptRecord.key(Bytes16(high: 1, low: 2), practice.vault.tenant)
        var planted = image
        planted[stranger] = image[keys[0]]
        #expect(try await harness.expectNoticed(planted, "planted").findings.map(\.kind) == [.altered])
        print("receipts altered: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }

    @Test("a receipt whose entry was cut off from the log is unfiled, though nothing vouched for the entry")
    func unrecorded() async throws {
        let practice = try await TamperedPractice()
        var harness = try await TamperingHarness(practice)
        let desk = try await practice.desk()
        _ = try await desk.draft(FreeText(text: "Late."), about: [practice.ana], idempotencyKey: "late")
        let later = practice.store.image
        let known = Set(Self.receipts(practice.image))
        let new = try #require(Self.receipts(later).first { !known.contains($0) })
        var altered = practice.image
        altered[new] = later[new]
        let report = try await harness.expectNoticed(altered, "without its entry")
        #expect(report.findings == [StoreReport.Finding(.unfiled, new)])
    }

    @Test("the receipt of an earlier write under the same key is not taken for the last one's")
    func replayed() async throws {
        let (store, clock) = (TamperingStore(), TestClock(Practice.start))
        let practice = try await Practice(store: store, clock: clock)
        func register(_ name: String) async throws {
            _ = try await practice.vault.register(Person(legalName: name), idempotencyKey: "key")
        }
        try await register("Ana")
        let key = try #require(Self.receipts(store.image).first)
        let first = try #require(store.image[key])
        clock.advance(by: .seconds(31 * 86_400))
        try await practice.vault.confirmClock()
        try await register("Ben")
        let image = store.image
        #expect(image[key]?.revision == 2)
        for revision in 1...3 as ClosedRange<UInt64> {
            var altered = image
            altered[key] = StoreImage.Row(revision: revision, value: first.value, entries: first.entries)
            store.image = altered
            #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.altered, key)])
        }
        // An expired one may be gone; of the last month none may.
        store.image = image
        #expect(try await practice.vault.verify().isConsistent)
        clock.advance(by: .seconds(30 * 86_400 - 1))
        var missing = image
        missing[key] = nil
        store.image = missing
        #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.missing, key)])
        clock.advance(by: .seconds(1))
        #expect(try await practice.vault.verify().isConsistent)
        // Left over and unswept for a year, it is still checked.
        clock.advance(by: .seconds(365 * 86_400))
        store.image = image
        #expect(try await practice.vault.verify().isConsistent)
        store.image[key]?.value = first.value
        #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.altered, key)])
    }

    @Test("a wrong count of how often a record was written is noticed where the count is known")
    func counts() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let tenant = harness.practice.vault.tenant
        var unknown: [RecordCollection: Int] = [:]
        for key in image.keys {
            let records = OwnerRecords(tenant: tenant, owner: key.owner)
            let isKnown =
                [.header, .revision, .history, .log, .audit, .receipt].contains(key.collection)
                || [records.head, records.epochGuard].contains(key)
            guard isKnown else {
                unknown[key.collection, default: 0] += 1
                continue
            }
            var altered = image
            altered[key]?.revision += 1
            try await harness.expectNoticed(altered, "\(key)")
        }
        print("counts changed: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(Set(unknown.keys) == [.owner, .directory, .key, .auditTree, .tenant, .identity, .segment])
    }

    @Test("rows removed from a log and entries planted far behind its end are noticed")
    func logs() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let last = try #require(image.keys.last { $0.collection == .audit })
        for position in [UInt64(1_000_000), LogKey.positionLimit - 1, LogKey.positionLimit, .max] {
            var altered = image
            let planted = AuditRecord.log(of: last.tenant).key(at: position)
            altered[planted] = StoreImage.Row(revision: 1, value: [1], entries: [])
            let report = try await harness.expectNoticed(altered, "planted at \(position)")
            let end: AuditReport.Finding = .broken(position: report.audit.integrated)
            #expect(report.audit.finding == end)
        }
        for (owner, keys) in Dictionary(grouping: image.keys.filter { $0.collection == .log }, by: \.owner) {
            for key in [keys.first, keys[keys.count / 2], keys.last].compactMap(\.self) {
                var altered = image
                altered[key] = nil
                let report = try await harness.expectNoticed(altered, "removed: \(key)")
                #expect(report.findings.map(\.kind) == [.logBroken])
                #expect(report.findings.first?.owner == owner)
            }
        }
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }
}
