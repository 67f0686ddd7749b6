import ClinicalNotesModel
import Foundation
import Testing

@Suite("Dates and UUIDs of Foundation")
struct FoundationTypesTests {
    @Test(
        "a moment becomes a date and the same moment again",
        arguments: [0, 1, -1, 999, -999, 1_772_463_600_001, 253_402_300_799_999, -62_167_219_200_000]
            as [Int64]
    )
    func moments(milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(Instant(Date(instant)) == instant)
        #expect(abs(Date(instant).timeIntervalSince1970 - Double(milliseconds) / 1000) < 0.000_1)
    }

    @Test("a date is taken to the nearest millisecond")
    func nearest() {
        #expect(Instant(Date(timeIntervalSince1970: 1.2344)) == Instant(milliseconds: 1234))
        #expect(Instant(Date(timeIntervalSince1970: 1.2346)) == Instant(milliseconds: 1235))
        #expect(Instant(Date(timeIntervalSince1970: -1.2346)) == Instant(milliseconds: -1235))
    }

    @Test("dates that no moment reaches are the ends of time")
    func ends() {
        #expect(Instant(Date(timeIntervalSince1970: 1e300)).milliseconds == .max)
        #expect(Instant(Date(timeIntervalSince1970: .infinity)).milliseconds == .max)
        #expect(Instant(Date(timeIntervalSince1970: -1e300)).milliseconds == .min)
        #expect(Instant(Date(timeIntervalSince1970: .nan)).milliseconds == .min)
        #expect(Instant(Date(timeIntervalSince1970: 9.223_372_036_854_776e15)).milliseconds == .max)
        #expect(Instant(Date(Instant(milliseconds: .min))).milliseconds == .min)
        #expect(Instant(Date.distantFuture) > Instant(milliseconds: 0))
    }

    @Test("a UUID's bytes are an identifier's, in order")
    func uuids() throws {
        let uuid = try #require(UUID(uuidString: "00112233-4455-4677-8899-aabbccddeeff"))
        let bytes = Bytes16(uuid)
        #expect(bytes.hex == "00112233445546778899aabbccddeeff")
        #expect(UUID(bytes) == uuid)
        #expect(PatientID(Bytes16(uuid)).description == bytes.hex)
    }
}
