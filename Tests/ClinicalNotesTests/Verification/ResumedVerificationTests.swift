#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB
import Synchronization
import Testing

@Suite("A verification that is gone on with")
struct ResumedVerificationTests {
    /// What a verification told.
    private final class Told: Sendable {
        private let state = Mutex<[VerificationProgress]>([])

        var all: [VerificationProgress] { state.withLock { $0 } }

        func add(_ progress: VerificationProgress) { state.withLock { $0.append(progress) } }
    }

    let practice: KilledPractice

    init() async throws { practice = try await KilledPractice() }

    private func write(_ vault: NoteVault) async throws {
        let desk = try await practice.desk(vault)
        for number in 0..<3 {
            let visit = try await desk.document(
                practice.session("\(number)", at: KilledPractice.start(number)),
                idempotencyKey: IdempotencyKey("document \(number)")
            )
            try await desk.sign(visit.summary, idempotencyKey: IdempotencyKey("sign \(number)"))
        }
    }

    @Test("tells how far it is, and finds the same from wherever it goes on")
    func goesOn() async throws {
        let vault = try await practice.open()
        try await write(vault)
        try await vault.checkpoint()
        let told = Told()
        let whole = try await vault.verify(telling: told.add)
        #expect(whole.isIntact && told.all.count == whole.owners)
        #expect(told.all.map(\.owners) == Array(1...whole.owners))
        #expect(told.all.allSatisfy { $0.expectedOwners == whole.owners && $0.findings == 0 })
        for progress in told.all {
            let again = Told()
            let report = try await vault.verify(goingOnFrom: progress.state, telling: again.add)
            #expect(report.isIntact, "\(report.findings)")
            #expect(report.notes == whole.notes && report.grantedNotes == whole.grantedNotes)
            #expect(report.owners == whole.owners && report.since == whole.since)
            #expect(again.all.count == whole.owners - progress.owners)
        }
        // What is written in between is looked at, by the lists at the least.
        _ = try await practice.desk(vault).draft(
            PsychotherapyNote(impressions: "Later"),
            about: [practice.patient],
            idempotencyKey: "later"
        )
        let last = try #require(told.all.last)
        #expect(try await vault.verify(goingOnFrom: last.state).isConsistent)
        try await vault.close()
    }

    @Test("finds again what it had found, and never goes on from what somebody changed")
    func findings() async throws {
        let vault = try await practice.open()
        try await write(vault)
        try await vault.checkpoint()
        let database = try DatabaseQueue(path: "\(practice.folder)/notes.db")
        try await database.write { database in
            try database.execute(
                sql: "UPDATE record SET value = zeroblob(length(value)) WHERE collection = ?",
                arguments: [RecordCollection.revision.rawValue]
            )
        }
        try database.close()
        let told = Told()
        let whole = try await vault.verify(telling: told.add)
        #expect(!whole.findings.isEmpty)
        for progress in told.all {
            let report = try await vault.verify(goingOnFrom: progress.state)
            #expect(Set(report.findings) == Set(whole.findings))
        }
        let state = try #require(told.all.last).state
        for place in state.indices {
            var changed = state
            changed[place] ^= 4
            await #expect(throws: NotesError(.invalidInput)) { try await vault.verify(goingOnFrom: changed) }
        }
        await #expect(throws: NotesError(.invalidInput)) { try await vault.verify(goingOnFrom: []) }
        let other = try await KilledPractice()
        let elsewhere = try await other.open()
        await #expect(throws: NotesError(.invalidInput)) { try await elsewhere.verify(goingOnFrom: state) }
        try await elsewhere.close()
        try await vault.close()
    }
}
#endif
