import ClinicalNotes
import Foundation
import Testing

@testable import QuickStart

/// Somebody who holds the database and no key puts rows of the first week back, between two weeks of honest work.
@Suite("A kept store whose rows are put back")
struct PutBackTests {
    @Test("raises no alarm as long as nobody does so")
    func untouched() async throws {
        try await KeptStore.with { kept in
            #expect(try await kept.verify().isIntact)
            _ = try await kept.goOn()
            #expect(try await kept.verify().isIntact)
            let unanchored = try await kept.verify(isAnchored: false)
            #expect(unanchored.isConsistent && !unanchored.isIntact)
        }
    }

    @Test(
        "an owner that is put back is found at once, and for ever after further weeks",
        arguments: ["patient", "helper"]
    )
    func owner(_ who: String) async throws {
        try await KeptStore.with { kept in
            _ = try await kept.goOn()
            let owner = who == "patient" ? kept.patient.owner : kept.helper.owner
            try kept.putBack(owner)
            let findings = try await kept.verify().report.findings
            // Older than the log tells, and than the anchor's journal knows.
            #expect(Set(findings.map(\.kind)) == [.outdated, .rolledBack])
            #expect(Set(findings.map(\.owner)) == [owner])

            for _ in 0..<2 {
                try await Self.goOn(kept)
                let found = try await kept.verify().report.findings
                #expect(found.contains { $0.owner == owner && $0.kind == .outdated })
            }
        }
    }

    @Test("an owner that is put back and written over where no anchor is asked is found for ever")
    func writtenOver() async throws {
        try await KeptStore.with { kept in
            _ = try await kept.goOn()
            try kept.putBack(kept.patient.owner)
            for _ in 0..<2 {
                let unanchored = try PracticeFiles(existing: kept.files.store, isAnchored: false)
                let week = try await Continuation(of: unanchored)
                #expect(!week.expectations.broken.isEmpty)
                let found = try await kept.verify(isAnchored: false).report.findings
                #expect(found.contains { $0.owner == kept.patient.owner && $0.kind == .forked })
            }
        }
    }

    @Test(
        "an owner whose older state is announced again at the end of the log is found, for ever",
        arguments: [0, 1]
    )
    func announcedAgain(headRaisedBy step: Int) async throws {
        try await KeptStore.with { kept in
            _ = try await kept.goOn()
            try kept.putBack(kept.patient.owner)
            try kept.announceAgain(raisingBy: step)
            #expect(try await kept.kinds().contains(.auditRepeated))
            for _ in 0..<2 {
                try await Self.goOn(kept)
                #expect(try await kept.kinds().contains(.auditRepeated))
            }
        }
    }

    @Test("what an owner that is put back lets through once more is never called intact")
    func letThrough() async throws {
        try await KeptStore.with { kept in
            let second = try await kept.goOn()
            #expect(second.expectations.broken.isEmpty)
            #expect(second.weeks.map(\.isOpen) == [false, true])
            for owner in [kept.patient.owner, kept.helper.owner] { try kept.putBack(owner) }
            try await Self.goOn(kept)
            let found = Set(try await kept.verify().report.findings.compactMap(\.owner))
            #expect(found.isSuperset(of: [kept.patient.owner, kept.helper.owner]))
        }
    }

    @Test(
        "what was handed out while an owner was put back is found, though all rows are as they were",
        arguments: ["the consultant reads", "the patient searches"]
    )
    func meanwhile(_ what: String) async throws {
        try await KeptStore.with { kept in
            let analysis = try #require(try KeptPractice(beside: kept.files).weeks[0].opened?.analysis)
            _ = try await kept.goOn()
            let newer = try kept.copy(as: "second")
            try kept.putBack(kept.patient.owner)

            let practice = try KeptPractice(beside: kept.files).practice()
            let vault = try await kept.files.open(PracticeDirectory(of: practice))
            // Refused, or on record: which of the two is the anchor's matter.
            let handedOut: Bool
            if what == "the consultant reads" {
                let session = try await vault.session(
                    for: practice.consultant.principal,
                    purpose: .treatment,
                    unlocking: practice.consultant
                )
                handedOut = (try? await session.read(analysis)) != nil
            } else {
                let portal = try? await vault.session(for: practice[.patient])
                handedOut = (try? await portal?.chart(of: kept.patient).search(for: "sleeps")) != nil
            }
            try? await vault.close()
            try kept.putBack(kept.patient.owner, from: newer)
            if handedOut { #expect(try await kept.kinds().contains(.regressed)) }
        }
    }

    @Test("a whole store that is put back is found beside its anchor, and unanchored without one")
    func everything() async throws {
        try await KeptStore.with { kept in
            _ = try await kept.goOn()
            try kept.putAllBack()
            #expect(try await kept.kinds() == [.rolledBack])
            let alone = try await kept.verify(isAnchored: false)
            #expect(alone.isConsistent && !alone.isIntact)
            let summary = VerificationSummary(alone)
            #expect(summary.anchorGrade == "none" && !summary.anchored && !summary.intact)
            await #expect(throws: StoreComplaint.self) { _ = try await kept.goOn() }
        }
    }

    /// Lives another week: what concerns the owner is refused, the rest goes on.
    private static func goOn(_ kept: KeptStore) async throws {
        do {
            _ = try await kept.goOn()
        } catch let complaint as StoreComplaint {
            #expect(complaint.description.hasPrefix(kept.files.store))
        }
    }
}
