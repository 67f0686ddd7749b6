import ClinicalNotes
import TestSupport
import Testing

@Suite("Altered index entries")
struct AlteredIndexTests {
    private static func random(_ numbers: inout SeededNumbers) -> Bytes16 {
        Bytes16(high: numbers.next(), low: numbers.next())
    }

    @Test("entries removed, added, altered or moved to another record are noticed and named")
    func everyEntry() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var numbers = SeededNumbers(7)
        let listed = image.keys.filter { image[$0]?.entries.isEmpty == false }
        for key in listed {
            for (place, entry) in (image[key]?.entries ?? []).enumerated() {
                let others = [
                    IndexEntry(
                        pseudonym: Self.random(&numbers),
                        generation: entry.generation,
                        statusClass: entry.statusClass,
                        time: entry.time
                    ),
                    IndexEntry(
                        pseudonym: entry.pseudonym,
                        generation: entry.generation + 1,
                        statusClass: entry.statusClass,
                        time: entry.time
                    ),
                    IndexEntry(
                        pseudonym: entry.pseudonym,
                        generation: entry.generation,
                        statusClass: entry.statusClass ^ 1,
                        time: entry.time
                    ),
                    IndexEntry(
                        pseudonym: entry.pseudonym,
                        generation: entry.generation,
                        statusClass: entry.statusClass,
                        time: entry.time + .milliseconds(1)
                    ),
                ]
                var removed = image
                removed[key]?.entries.remove(at: place)
                let report = try await harness.expectNoticed(removed, "removed: \(key)")
                #expect(report.findings.map(\.kind) == [.indexEntryMissing])
                #expect(report.findings.first?.record == key.record)
                for other in others {
                    var altered = image
                    altered[key]?.entries[place] = other
                    try await harness.expectNoticed(altered, "altered: \(key)")
                    var added = image
                    added[key]?.entries.append(other)
                    let report = try await harness.expectNoticed(added, "added: \(key)")
                    #expect(report.findings.map(\.kind) == [.indexEntryUnexpected])
                }
                for other in image.keys.shuffled(using: &numbers).prefix(3)
                where image[other]?.entries.contains(entry) == false && other.tenant == key.tenant {
                    var added = image
                    added[other]?.entries.append(entry)
                    try await harness.expectNoticed(added, "copied: \(key) to \(other)")
                }
            }
        }
        print("index entries: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(harness.kinds == ["indexEntryMissing", "indexEntryUnexpected"])
    }

    @Test("an identifier that leads to somebody else is not believed")
    func misled() async throws {
        let practice = try await TamperedPractice()
        let identifier = PersonIdentifier(system: "urn:mrn", value: "Ana")
        #expect(try await practice.vault.owner(identifiedBy: identifier) == practice.ana.owner)
        let identities = practice.image.keys.filter { $0.collection == .identity }
        #expect(identities.count == 4)
        var altered = practice.image
        for (key, other) in zip(identities, identities.dropFirst() + identities.prefix(1)) {
            altered[key]?.value = try #require(practice.image[other]).value
        }
        let vault = try await TamperedPractice.open(
            TamperingStore(altered),
            practice.keys,
            practice.directory,
            NoAnchor()
        )
        await #expect(throws: NotesError(.tampered)) { try await vault.owner(identifiedBy: identifier) }
    }
}
