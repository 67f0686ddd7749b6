#if SQLite
import ClinicalNotesModel
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import Testing

@Suite("Waiting for another process's lock")
struct LockWaitTests {
    @Test("It ends at the deadline, however often it was tried, and not before")
    func ends() {
        let wait = LockWait()
        wait.begin(until: .after(.milliseconds(-1)))
        #expect(!wait.again())
        let begun = ContinuousClock().now
        let retries = RetryCount()
        wait.begin(until: .after(.milliseconds(60)), counting: retries)
        while wait.again() {}
        #expect(ContinuousClock().now - begun >= .milliseconds(60))
        #expect(retries.count > 0)
    }

    @Test("Without a deadline it has a bound of its own")
    func bounded() {
        let wait = LockWait()
        wait.begin(until: .never)
        #expect(wait.again())
        #expect(LockWait.longest == .seconds(10))
    }
}
#endif
