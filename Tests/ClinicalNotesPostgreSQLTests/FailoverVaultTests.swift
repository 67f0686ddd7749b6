#if PostgreSQL
import ClinicalNotes
import Foundation
import Synchronization
import Testing

@Suite(
    "A vault whose primary is lost",
    .serialized,
    .enabled(if: TestServer.isThere),
    .timeLimit(.minutes(15))
)
struct FailoverVaultTests {
    typealias Practice = VaultTests.Practice

    @Test(
        "Every note is there once, every read is on record, and nothing looks like an attack",
        arguments: FailoverTests.Loss.allCases
    )
    func writes(_ loss: FailoverTests.Loss) async throws {
        let own = try OwnServer(standby: true)
        let practice = try Practice(own.server)
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let founded = try await practice.found()
        let keyring = try await practice.therapist(founded)
        let patient = try await practice.patient(founded)
        try await founded.close()
        let vault = try await practice.open(timeout: .seconds(10))
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        let (isOver, done) = (VaultTests.Switch(), Counter())
        let (notes, reads) = try await withThrowingTaskGroup(of: (Set<NoteID>, Int).self) { group in
            group.addTask {
                defer { isOver.turnOn() }
                for _ in 0..<FailoverTests.failovers {
                    try await done.passes(done.count + 4)
                    let old = own.primary
                    if loss == .killed { try own.kill(old) } else { try own.freeze(old) }
                    try own.promote()
                    try own.rejoin()
                    try await done.passes(done.count + 4)
                    if loss == .hung { try own.kill(old) }
                }
                return ([], 0)
            }
            group.addTask {
                var (notes, reads, number): (Set<NoteID>, Int, Int) = ([], 0, 0)
                while !isOver.isOn {
                    // What failed, or is not known, is called again with the same key.
                    guard
                        let visit = try? await desk.document(
                            VaultTests.session("\(number)", about: patient),
                            idempotencyKey: IdempotencyKey("visit \(number)")
                        )
                    else { continue }
                    number += 1
                    notes.formUnion([visit.summary, visit.analysis].compactMap(\.self))
                    done.next()
                    if (try? await desk.read(visit.summary)) != nil { reads += 1 }
                }
                #expect(notes.count == 2 * number)
                return (notes, reads)
            }
            return try await group.reduce(into: (Set<NoteID>(), 0)) {
                $0.0.formUnion($1.0)
                $0.1 += $1.1
            }
        }
        let page = try await VaultTests.chart(of: patient, in: desk)
        #expect(Set(page.map(\.id)).isSuperset(of: notes))
        // The last visit may have been written without its caller's being told.
        #expect(page.count - notes.count <= 2)
        try await vault.checkpoint()
        try await vault.close()
        let report = try await practice.verify()
        #expect(report.findings.isEmpty && report.unlisted == 0 && report.audit.isAnchored)
        #expect(report.auditEntries >= UInt64(notes.count / 2 + reads))
        print(
            "\(loss) the primary of a vault \(FailoverTests.failovers) times: \(notes.count) notes and \(reads) reads,",
            "0 lost, 0 doubled; audit of \(report.auditEntries) entries verified"
        )
    }

    @Test(
        "A primary that was replaced hands out no note, and on one that goes on alone the anchor shows the past"
    )
    func replaced() async throws {
        let own = try OwnServer(standby: true)
        let practice = try Practice(own.server)
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let founded = try await practice.found()
        let keyring = try await practice.therapist(founded)
        let patient = try await practice.patient(founded)
        try await founded.close()
        let old = own.server.alone(1)
        let lonely = try await practice.open(on: old, timeout: .seconds(8))
        let desk = try await lonely.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        let visit = try await desk.document(
            VaultTests.session("one", about: patient),
            idempotencyKey: "one"
        )
        _ = try await desk.read(visit.summary)

        try own.freeze(1)
        try own.promote(2)
        try own.rejoin()
        let vault = try await practice.open()
        let later = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        _ = try await later.document(VaultTests.session("two", about: patient), idempotencyKey: "two")
        try await vault.checkpoint()
        try await vault.close()

        // A read is on record before it is handed out, and here nobody confirms the record.
        try own.thaw(1)
        await #expect(throws: NotesError.self) { try await desk.read(visit.summary) }

        // Somebody lets the old one go on without a standby: now only the anchor knows that there was more.
        try old.sql(
            "ALTER SYSTEM SET synchronous_standby_names = ''",
            "SELECT pg_reload_conf()::text",
            superuser: true
        )
        try? await lonely.close()
        while try old.sql("SELECT current_setting('synchronous_standby_names')") != "" {
            try await Task.sleep(for: .milliseconds(20))
        }
        let error = await #expect(throws: NotesError.self) { try await practice.open(on: old) }
        #expect(error?.code == .behindAnchor)
        #expect(try await !practice.verify(on: old).isIntact)
        #expect(try await practice.verify().audit.isAnchored)
    }

    /// Counts what was done, for who waits for it.
    private final class Counter: Sendable {
        private let value = Atomic(0)

        var count: Int { value.load(ordering: .sequentiallyConsistent) }

        func next() { value.add(1, ordering: .sequentiallyConsistent) }

        func passes(_ count: Int) async throws {
            while self.count < count { try await Task.sleep(for: .milliseconds(10)) }
        }
    }
}
#endif
