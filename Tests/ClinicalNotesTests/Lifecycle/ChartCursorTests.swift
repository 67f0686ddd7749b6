import Testing

@testable import ClinicalNotes

@Suite("A cursor")
struct ChartCursorTests {
    @Test("stays short and goes on, however long the policy's version is")
    func longVersion() throws {
        let keys = try RecordSamples.keys()
        let samples = RecordSamples.self
        func binding(_ policy: String) -> ChartCursor.Binding {
            ChartCursor.Binding(
                samples.therapist,
                .treatment,
                .supervisor,
                query: samples.ana.bytes.bytes,
                policy: policy,
                keys
            )
        }
        let position = ChartPosition(
            time: samples.noon,
            owner: samples.note.owner,
            record: samples.note.record
        )
        func cursor(_ policy: String) throws -> ChartCursor {
            try ChartCursor(position, binding(policy), keys, .counting(from: 66))
        }
        let long = String(repeating: "rule ", count: 20_000)
        #expect(try cursor(long).description.count == cursor("us-1").description.count)
        #expect(try cursor(long).position(binding(long), keys) == position)
        #expect(throws: NotesError(.cursorInvalid)) {
            _ = try cursor(long).position(binding("us-1"), keys)
        }
    }
}
