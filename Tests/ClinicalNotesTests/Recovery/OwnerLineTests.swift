import Testing

@testable import ClinicalNotes

@Suite("Lines of the journal")
struct OwnerLineTests {
    @Test("are carried out by their epochs, and those of one epoch as they were kept")
    func order() {
        // Two processes keep their lines in the order in which they come by, not in that of what they tell.
        let lines = [5, 3, 4, 3, 5].enumerated().map { place, epoch in
            OwnerLine(epoch: epoch, sealed: [UInt8(place)])
        }
        #expect(lines.inOrder.map(\.epoch) == [3, 3, 4, 5, 5])
        #expect(lines.inOrder.flatMap(\.sealed) == [1, 3, 2, 0, 4])
    }
}
