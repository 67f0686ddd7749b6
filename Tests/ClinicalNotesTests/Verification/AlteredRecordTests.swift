import ClinicalNotes
import TestSupport
import Testing

@Suite("Altered, removed, swapped and replayed records")
struct AlteredRecordTests {
    @Test("a record that is cut, extended, emptied or removed is noticed, whichever it is")
    func everyRecord() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var alterations: [(RecordKey, String, (inout StoreImage) -> Void)] = []
        for key in image.keys {
            guard let row = image[key] else { continue }
            let values: [[UInt8]] = [row.value.dropLast(), Array(row.value.dropFirst()), row.value + [0], []]
            for value in values where value != row.value {
                alterations.append(
                    (key, "\(value.count) of \(row.value.count) bytes", { $0[key]?.value = value })
                )
            }
            alterations.append((key, "removed", { $0[key] = nil }))
        }
        try await harness.expectNoticed(each: alterations)
        print("cut, extended, emptied, removed: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(
            harness.kinds.isSuperset(of: [
                "missing", "altered", "logBroken", "auditBroken", "checkpointInvalid",
            ])
        )
    }

    @Test("records that change places are noticed: of other notes, owners and revisions")
    func swapped() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var numbers = SeededNumbers(3)
        for (_, keys) in Dictionary(grouping: image.keys, by: \.collection).sorted(by: { $0.key < $1.key }) {
            for (place, key) in keys.enumerated() {
                var others = keys[(place + 1)...].shuffled(using: &numbers)
                if !Soak.isOn { others = Array(others.prefix(3)) }
                for other in others {
                    var altered = image
                    let value = image[key]?.value ?? []
                    altered[key]?.value = image[other]?.value ?? []
                    altered[other]?.value = value
                    try await harness.expectNoticed(altered, "swapped: \(key) and \(other)")
                }
            }
        }
        print("swapped: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }

    @Test("a record put back to any older state is noticed")
    func replayed() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var tried: Set<[UInt8]> = []
        for older in harness.practice.store.history {
            for key in older.keys {
                guard let row = older[key], row.value != image[key]?.value, tried.insert(row.value).inserted
                else {
                    continue
                }
                var altered = image
                altered[key] = row
                try await harness.expectNoticed(altered, "replayed: \(key)")
            }
        }
        print("replayed: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.tried > 100)
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(harness.kinds.contains("unfiled"))
    }

    @Test("a record of one collection, owner or practice under another key is noticed")
    func planted() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let owners = Set(image.keys.map(\.owner)).sorted()
        var numbers = SeededNumbers(4)
        var alterations: [(RecordKey, String, (inout StoreImage) -> Void)] = []
        for key in image.keys {
            guard let row = image[key], let owner = owners.randomElement(using: &numbers) else { continue }
            let number = UInt8.random(in: 0...14, using: &numbers)
            for planted in [
                RecordKey(tenant: key.tenant, owner: owner, collection: key.collection, record: key.record),
                RecordKey(
                    tenant: key.tenant,
                    owner: key.owner,
                    collection: RecordCollection(rawValue: number),
                    record: key.record
                ),
                RecordKey(
                    tenant: key.tenant,
                    owner: key.owner,
                    collection: key.collection,
                    record: RecordID(Bytes16(high: numbers.next(), low: numbers.next()))
                ),
            ] where image[planted] == nil {
                alterations.append((planted, "planted from \(key)", { $0[planted] = row }))
            }
        }
        try await harness.expectNoticed(each: alterations)
        print("planted: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }

    @Test("no note is read wrongly from a store whose rows were removed, swapped or replayed")
    func reads() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let history = harness.practice.store.history
        var numbers = SeededNumbers(5)
        var refused = 0
        var tried = 0
        let own = image.keys.filter {
            [.owner, .directory, .header, .key, .revision].contains($0.collection)
        }
        for key in own {
            var alterations: [StoreImage] = []
            var removed = image
            removed[key] = nil
            alterations.append(removed)
            for other in own.filter({ $0.collection == key.collection && $0 != key })
                .shuffled(using: &numbers).prefix(Soak.isOn ? 20 : 2)
            {
                var altered = image
                altered[key]?.value = image[other]?.value ?? []
                alterations.append(altered)
            }
            let older = history.compactMap { $0[key] }.filter { $0.value != image[key]?.value }
            for row in [older.first, older.last].compactMap({ $0 }) {
                var altered = image
                altered[key] = row
                alterations.append(altered)
            }
            let notes = harness.practice.written.map(\.note).filter { note in
                note.owner == key.owner
                    && ([.owner, .directory].contains(key.collection) || note.record == key.record)
            }
            guard let note = notes.randomElement(using: &numbers) else { continue }
            for altered in alterations {
                tried += 1
                refused += try await harness.expectNoWrongContent(altered, [note])
            }
        }
        print("reads of altered notes: \(tried) tried, \(refused) refused, \(harness.missed.count) wrong")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(refused == tried)
    }
}
