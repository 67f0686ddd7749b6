import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("An affiliation keeps its stored form")
struct AffiliationFormatTests {
    @Test(
        "with a training program in one byte",
        arguments: [(TrainingProgram.none, UInt8(0)), (.own, 1), (.other, 2)]
    )
    func trainingProgram(_ program: TrainingProgram, _ byte: UInt8) {
        var writer = ByteWriter()
        Enrollment.Affiliation(role: .trainee, training: program, part2Program: true).encode(into: &writer)
        #expect(writer.bytes.suffix(4) == [0, byte, 1, 0])
    }
}
