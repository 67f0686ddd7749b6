import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A store that answers anything")
struct MischiefTests {
    private static let calls = Soak.isOn ? 100_000 : 600
    private static let tasks = 8
    private static let timeout: Duration = .milliseconds(Soak.isOn ? 1000 : 3000)
    /// How late a call may be.
    ///
    /// On a machine that other tests keep busy nothing is exact, and some answers take the processor a quarter of a second
    /// to make. A verification has its deadline, and its last step the vault's timeout besides.
    private static func limit(of number: Int) -> Duration {
        timeout * (number == verifying ? 4 : 2) + (Soak.isOn ? .milliseconds(250) : .seconds(120))
    }
    private static let verifying = 11

    /// What one task saw.
    private struct Tally {
        var calls = 0
        var succeeded = 0
        var late: [String] = []
        var wrong: [String] = []
        var codes: Set<NotesError.Code> = []

        mutating func add(_ other: Tally) {
            calls += other.calls
            succeeded += other.succeeded
            late += other.late
            wrong += other.wrong
            codes.formUnion(other.codes)
        }
    }

    private struct Setting: Sendable {
        let clinic: Clinic
        let rivera: NoteSession
        let okafor: NoteSession
        let ana: PatientID
        let general: NoteID
        let own: NoteID
        let draft: NoteID

        /// A call, and whether what it hands out is what it may hand out.
        func make(_ number: Int, _ key: String) async throws -> Bool {
            let vault = clinic.vault
            switch number {
            case 0: return try await rivera.read(general).copyText() == "General words"
            case 1: return try await rivera.read(own).copyText() == "Own words"
            case 2: return try await okafor.read(general).copyText() == "General words"
            case 3:
                // A colleague without a grant gets the words from no store.
                _ = try await okafor.read(own)
                return false
            case 4:
                let opened = try await okafor.read([general, own, draft])
                return Set(opened.keys).isSubset(of: [general])
                    && opened.values.allSatisfy { $0.copyText() == "General words" }
            case 5:
                let known: Set = [general, own, draft]
                return Set(try await rivera.chart(of: ana).page(limit: 3).map(\.id)).isSubset(of: known)
            case 6: return Set(try await okafor.chart(of: ana).page().map(\.id)).isSubset(of: [general])
            case 7: return try await okafor.chart(of: ana).count() <= 1
            case 8:
                return Set(try await okafor.chart(of: ana).search(for: "words").map(\.id))
                    .isSubset(of: [general])
            case 9: _ = try await rivera.edit(draft, FreeText("Draft"), idempotencyKey: IdempotencyKey(key))
            case 10: try await vault.checkpoint()
            case MischiefTests.verifying: _ = try await vault.verify(by: .after(MischiefTests.timeout))
            case 12: _ = try await vault.auditEntries(from: 2, limit: 40)
            case 13:
                let identifier = PersonIdentifier(system: "urn:mrn", value: "1")
                let owner = try await vault.owner(identifiedBy: identifier)
                return owner == nil || owner == ana.owner
            case 14: _ = try await vault.register(Person(legalName: "X"), idempotencyKey: IdempotencyKey(key))
            case 15: return try await okafor.audience(of: general).readers.isEmpty == false
            case 16: _ = try await rivera.directives(of: ana)
            case 17:
                _ = try await clinic.desk(
                    Clinic.Staff(id: rivera.principal, keyring: try #require(rivera.state.keyring))
                )
            default: _ = try await rivera.drafts(limit: 5)
            }
            return true
        }
    }

    @Test("traps, stalls and opens nothing")
    func anything() async throws {
        let store = MischievousStore(seed: 8, delay: Self.timeout * 2)
        let founded = try await Clinic(store: store)
        let (rivera, okafor) = (try await founded.staff("Rivera"), try await founded.staff("Okafor"))
        let ana = try await founded.patient("Ana", seenBy: rivera, okafor).id
        let desk = try await founded.desk(rivera)
        let clinic = try await founded.reopened(timeout: Self.timeout)
        let setting = Setting(
            clinic: clinic,
            rivera: try await clinic.desk(rivera),
            okafor: try await clinic.desk(okafor),
            ana: ana,
            general: try await desk.signed("General words", about: ana, key: "general"),
            own: try await desk.analysed("Own words", about: ana, key: "own"),
            draft: try await desk.draft(FreeText("Draft"), about: [ana], idempotencyKey: "draft")
        )
        store.beMischievous()
        let tally = await withTaskGroup { group in
            for task in 0..<Self.tasks {
                group.addTask { await calls(of: task, in: setting) }
            }
            return await group.reduce(into: Tally()) { $0.add($1) }
        }
        print(
            "A store that answers anything: tried \(tally.calls) calls, \(store.tricks) tricks, "
                + "\(tally.succeeded) succeeded, \(tally.late.count) late, \(tally.wrong.count) wrong"
        )
        #expect(tally.late.isEmpty, "\(tally.late.prefix(5))")
        #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(5))")
        #expect(tally.succeeded > tally.calls / 10)
        #expect(tally.codes.isSuperset(of: [.storeMisbehaved, .timedOut, .tampered]))
        // Whatever was answered, another process goes on once the answers are right; this one may have been told that
        // something was committed which was not, and refuses what is older.
        store.beMischievous(false)
        let again = try await clinic.reopened().desk(rivera)
        #expect(try await again.read(setting.general).copyText() == "General words")
    }

    private func calls(of task: Int, in setting: Setting) async -> Tally {
        var tally = Tally()
        var random = SystemRandomNumberGenerator()
        for call in 0..<Self.calls / Self.tasks {
            let number = Int.random(in: 0..<19, using: &random)
            let begin = ContinuousClock().now
            do {
                if try await setting.make(number, "\(task) \(call)") == false {
                    tally.wrong.append("\(number)")
                }
                tally.succeeded += 1
            } catch let error as NotesError {
                if error.code != .refused { tally.codes.insert(error.code) }
                #expect(!error.advice.isEmpty)
            } catch {
                tally.wrong.append("\(number): \(error)")
            }
            let time = begin.duration(to: ContinuousClock().now)
            if time > Self.limit(of: number) { tally.late.append("\(number): \(time)") }
            tally.calls += 1
        }
        return tally
    }
}
