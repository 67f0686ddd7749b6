import Testing

@testable import QuickStart

@Suite("A sealed sentence")
struct FlippedBitsTests {
    @Test("does not open with any bit flipped")
    func everyFlippedBitIsRefused() throws {
        let bits = try FlippedBits()
        #expect(bits.flipped > 0)
        #expect(bits.refused == bits.flipped)
    }
}
