import ChildProcess
import Testing

@Suite("The program of the README")
struct FirstNoteTests {
    @Test("shows the therapist both notes and her colleague one")
    func runs() async throws {
        try await SmallPractice.withFolder { folder in
            let run = try await ChildProcess(ChildProcess.built("first-note"), [], in: folder)
            #expect(run.status == 0, "\(run.complaints)")
            let pages = run.output.split(separator: "\n").map { $0.split(separator: ",").count }
            #expect(pages == [2, 1])
            #expect(run.output.contains("psychotherapy"))
        }
    }
}
