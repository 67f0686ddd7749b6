import ClinicalNotesModel
import Testing

@testable import ClinicalNotesCrypto

@Suite("A place has one encoding, and an encoding one place")
struct PlaceTests {
    @Test func `the bytes are those of the specification`() {
        let place = Address.sample
        let expected =
            id(1).bytes + id(2).bytes + id(3).bytes + id(4).bytes + [5, 0, 0, 0, 0, 0, 0, 0] + [6, 0, 0, 0]
            + [7, 0, 0, 0] + [8, 0, 0, 0] + [0, 0, 0, 0]
        #expect(place.bytes == expected)
        #expect(place.bytes.count == Address.size)
    }

    @Test func `different places have different bytes, and bytes lead back`() throws {
        var seen: [[UInt8]: Address] = [:]
        // Small values in every position make collisions likely if any two parts could mix.
        for number in 0..<4096 {
            var bits = number
            func take(_ count: Int) -> UInt64 {
                defer { bits >>= count }
                return UInt64(bits & (1 << count - 1))
            }
            let place = Address(
                tenant: TenantID(Bytes16(high: take(1), low: take(1) << 63)),
                owner: OwnerID(Bytes16(high: take(1) << 63, low: take(1))),
                compartment: CompartmentID(Bytes16(high: 0, low: take(1))),
                record: RecordID(Bytes16(high: take(1), low: 0)),
                revision: take(2),
                part: UInt32(take(1)),
                field: UInt32(take(1)) << 31,
                schema: UInt32(take(2))
            )
            let bytes = place.bytes
            #expect(seen.updateValue(place, forKey: bytes) == nil)
            var reader = ByteReader(bytes)
            #expect(try Address(from: &reader) == place)
        }
        #expect(seen.count == 4096)
    }

    @Test func `a place with anything in its last four bytes is refused`() {
        for offset in 84..<88 {
            var reader = ByteReader(Address.sample.bytes.flipping(offset))
            #expect(throws: MalformedBytes.self) { _ = try Address(from: &reader) }
        }
    }
}
