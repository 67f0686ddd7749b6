import ClinicalNotesModel
import Synchronization
import Testing

@testable import ClinicalNotes

@Suite("A revocation against readers")
struct RevocationRaceTests {
    enum Ending: CaseIterable {
        case directive, enrollment, directiveWithoutGrant
    }

    final class Count: Sendable {
        private let count = Atomic<Int>(0)

        var value: Int { count.load(ordering: .relaxed) }

        func increment() { count.add(1, ordering: .relaxed) }
    }

    @Test("leaves no permitted reading behind it, and both return", arguments: Ending.allCases, 0..<3)
    func race(ending: Ending, round: Int) async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let okafor = try await clinic.staff("Okafor")
        let ana = try await clinic.patient("Ana", seenBy: rivera, okafor).id
        let desk = try await clinic.desk(rivera)
        let own = try await desk.analysed("Own words", about: ana, key: "own")
        let general = try await desk.signed("General words", about: ana, key: "general")
        let authorization = try await desk.record(
            .authorization(.forClinician(okafor, of: ana, at: clinic)),
            idempotencyKey: "authorization"
        )
        try await desk.grantKey(
            of: own,
            to: okafor.id,
            for: .treatment,
            under: ending == .directiveWithoutGrant ? nil : authorization,
            idempotencyKey: "grant"
        )
        let note = ending == .enrollment ? general : own
        let before = try await clinic.audit().count
        let readings = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<4 {
                group.addTask {
                    let session = try await clinic.desk(okafor)
                    for reading in 0..<400 {
                        guard await session.outcome(of: note).hasPrefix("words") else { return }
                        readings.increment()
                        // Some readers rest, so that the revocation meets readings at every step.
                        if (reading + reader) % 7 == 0 { await Task.yield() }
                    }
                }
            }
            group.addTask {
                while readings.value < 10 + round * 7 { await Task.yield() }
                switch ending {
                case .directive, .directiveWithoutGrant:
                    try await desk.revoke(authorization, of: ana, idempotencyKey: "revoke")
                case .enrollment:
                    try await clinic.vault.endEnrollment(of: okafor.id, idempotencyKey: "end")
                }
            }
            try await group.waitForAll()
        }
        let entries = try await clinic.audit().dropFirst(before)
        let revoked = try #require(
            entries.firstIndex { $0.event == (ending == .enrollment ? .enrollmentEnd : .directive) }
        )
        let permitted = entries.indices.filter { index in
            entries[index].principal == okafor.id && entries[index].outcome == .permitted
        }
        #expect(permitted.count == readings.value)
        #expect(permitted.allSatisfy { $0 < revoked })
        #expect(permitted.count < 1600)
        if ending == .enrollment {
            await #expect(throws: NotesError(.notEnrolled)) { try await clinic.desk(okafor) }
        } else {
            #expect(await (try clinic.desk(okafor)).outcome(of: own).hasPrefix("refused"))
        }
    }
}
