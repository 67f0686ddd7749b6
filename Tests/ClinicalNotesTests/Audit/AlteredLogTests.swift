import ClinicalNotes
import TestSupport
import Testing

@Suite("Altered audit logs")
struct AlteredLogTests {
    /// The audit rows of an image, in order.
    static func entries(_ image: StoreImage) -> [(RecordKey, StoreImage.Row)] {
        image.keys.filter { $0.collection == .audit }.compactMap { key in image[key].map { (key, $0) } }
    }

    /// An image whose log holds these entries at consecutive positions.
    static func image(_ image: StoreImage, with rows: [StoreImage.Row]) -> StoreImage {
        let before = entries(image)
        guard let first = before.first?.0 else { return image }
        var altered = image
        for (key, _) in before { altered[key] = nil }
        for (position, row) in rows.enumerated() {
            altered[
                RecordKey(
                    tenant: first.tenant,
                    owner: first.owner,
                    collection: .audit,
                    record: RecordID(Bytes16(high: 0, low: UInt64(position)))
                )
            ] = row
        }
        return altered
    }

    @Test("entries dropped, doubled, moved or cut off are named by the first position that is wrong")
    func integrated() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let rows = Self.entries(image).map(\.1)
        var numbers = SeededNumbers(6)
        for position in rows.indices {
            var dropped = rows
            dropped.remove(at: position)
            var doubled = rows
            doubled.insert(rows[position], at: position)
            let other = Int.random(in: 0..<rows.count, using: &numbers)
            var moved = rows
            moved.swapAt(position, other)
            var appended = rows
            appended.append(rows[position])
            for (name, altered, first) in [
                ("dropped", dropped, position), ("doubled", doubled, position + 1),
                ("moved", moved, min(position, other)), ("cut off", Array(rows[..<position]), position),
            ] where altered != rows {
                let report = try await harness.expectNoticed(
                    Self.image(image, with: altered),
                    "\(name): \(position)"
                )
                let expected = min(first, rows.count)
                let named: AuditReport.Finding = .broken(position: UInt64(expected))
                #expect(
                    report.audit.finding == named || expected == rows.count,
                    "\(name) \(position): \(report.audit)"
                )
            }
        }
        print(
            "entries dropped, doubled, moved, cut off: \(harness.tried) tried, \(harness.missed.count) missed"
        )
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }

    @Test("the log's tail put back with its checkpoint is noticed with an anchor")
    func tail() async throws {
        let practice = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
        let middle = practice.image
        var harness = try await TamperingHarness(practice)
        let desk = try await practice.desk()
        for written in practice.written { _ = try await desk.read(written.note) }
        try await practice.vault.checkpoint()
        var altered = practice.store.image
        altered.putBack(practice.vault.tenant.owner, from: middle)
        let report = try await harness.expectNoticed(altered, "tail")
        #expect(report.audit.finding == .rolledBack)
        #expect(try await practice.vault.verify().isConsistent)
    }

    @Test("entries that are not integrated yet are counted apart; altered or doubled ones are noticed")
    func pending() async throws {
        let practice = try await TamperedPractice()
        let desk = try await practice.desk()
        for written in practice.written { _ = try await desk.read(written.note) }
        var harness = try await TamperingHarness(practice)
        let image = practice.store.image
        let whole = try await practice.vault.verify()
        #expect(whole.isConsistent)
        #expect(whole.audit.pending == UInt64(practice.written.count))
        let rows = Self.entries(image).map(\.1)
        for position in rows.indices.suffix(practice.written.count) {
            var dropped = rows
            dropped.remove(at: position)
            var dense = image
            dense[Self.entries(image)[position].0] = nil
            if position != rows.count - 1 { try await harness.expectNoticed(dense, "gap at \(position)") }
            let doubled = rows + [rows[position]]
            try await harness.expectNoticed(Self.image(image, with: doubled), "doubled \(position)")
            let copied = rows + [rows[rows.count - position]]
            try await harness.expectNoticed(Self.image(image, with: copied), "copied \(position)")
        }
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }
}
