import ClinicalNotes
import TestSupport
import Testing

@Suite("Flipped bits")
struct FlippedBitTests {
    /// Each bit of the first 64 bytes, then one random bit of every 97 bytes; an ordinary run takes a sample.
    static func bits(_ count: Int, _ numbers: inout SeededNumbers) -> [Int] {
        var bits = Array(0..<min(count, 64) * 8)
        if !Soak.isOn { bits = bits.shuffled(using: &numbers).prefix(4).sorted() }
        let step = Soak.isOn ? 97 : 291
        for start in stride(from: 64, to: count, by: step) {
            bits.append(Int.random(in: start * 8..<min(start + step, count) * 8, using: &numbers))
        }
        return bits
    }

    @Test("every flipped bit of every stored record is noticed")
    func everyRecord() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var numbers = SeededNumbers(1)
        var flips: [(RecordKey, String, (inout StoreImage) -> Void)] = []
        for key in image.keys {
            for bit in Self.bits(image[key]?.value.count ?? 0, &numbers) {
                flips.append((key, "bit \(bit)", { $0.flip(bit, of: key) }))
            }
        }
        try await harness.expectNoticed(each: flips)
        print("flipped bits: \(harness.tried) tried, \(harness.missed.count) missed")
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
    }

    @Test("a note with a flipped bit is never read wrongly")
    func reads() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        var numbers = SeededNumbers(2)
        var refused = 0
        var tried = 0
        for written in harness.practice.written {
            let keys = image.keys.filter { key in
                key.owner == written.note.owner
                    && ([.owner, .directory].contains(key.collection)
                        || ([.header, .key, .revision].contains(key.collection)
                            && key.record == written.note.record))
            }
            for key in keys {
                for bit in Self.bits(image[key]?.value.count ?? 0, &numbers).shuffled(using: &numbers).prefix(
                    Soak.isOn ? 64 : 3
                ) {
                    var altered = image
                    altered.flip(bit, of: key)
                    tried += 1
                    refused += try await harness.expectNoWrongContent(altered, [written.note])
                }
            }
        }
        print(
            "reads of notes with a flipped bit: \(tried) tried, \(refused) refused, \(harness.missed.count) wrong"
        )
        #expect(harness.missed.isEmpty, "\(harness.missed.prefix(20))")
        #expect(refused == tried)
    }
}
