import Testing

@testable import QuickStart

@Suite("The search for readable words")
struct CanariesTests {
    private let canaries = Canaries(
        sentencesOf: ["She speaks of the locked door. Then: silence.\nNobody had asked her before."],
        names: ["Ana Lindqvist", "Mia"]
    )

    @Test("seeks the sentences that are long enough, and the names")
    func sought() { #expect(canaries.sought.count == 3) }

    @Test(
        "finds what stands anywhere among other bytes",
        arguments: [
            ("She speaks of the locked door", 1), ("Ana Lindqvist: Nobody had asked her before", 2),
            ("She speaks of the locked d", 0), ("", 0), ("Ana", 0),
        ]
    )
    func finds(_ text: String, _ count: Int) {
        let noise: [UInt8] = [0, 255, 83, 104, 101, 32]
        #expect(canaries.found(in: noise + Array(text.utf8) + noise) == count)
        #expect(canaries.found(in: Array(text.utf8)) == count)
    }
}
