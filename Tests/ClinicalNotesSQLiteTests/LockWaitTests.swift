#if SQLite
import ClinicalNotesModel
@testable import ClinicalNotesSQLite
import Testing

@Suite("Waiting for another process's lock")
struct LockWaitTests {
    @Test("It ends at the deadline, or after a bounded number of tries")
    func ends() {
        let wait = LockWait()
        #expect(wait.again(after: 0))
        #expect(!wait.again(after: 1_000_000))
        wait.wait(until: .after(.milliseconds(-1)))
        #expect(!wait.again(after: 0))
        wait.wait(until: .after(.seconds(60)))
        #expect(wait.again(after: 0))
    }
}
#endif
