import ClinicalNotesConformance
import ClinicalNotesStorage
import Testing

/// A store with one fault, and the requirement that must notice it.
struct BrokenStore: Sendable, CustomTestStringConvertible {
    let fault: String
    let requirement: String
    let timeLimit: Duration
    let make: @Sendable () async -> StoreUnderTest

    var testDescription: String { "\(requirement): \(fault)" }

    init(_ fault: String, caughtBy requirement: String, _ make: @escaping @Sendable () -> any NoteStore) {
        self.init(fault, caughtBy: requirement, timeLimit: .seconds(30)) { StoreUnderTest(make: make) }
    }

    /// A fault that shows in time or in what can be done to a database.
    init(
        _ fault: String,
        caughtBy requirement: String,
        timeLimit: Duration,
        _ make: @escaping @Sendable () async -> StoreUnderTest
    ) {
        self.fault = fault
        self.requirement = requirement
        self.timeLimit = timeLimit
        self.make = make
    }
}
