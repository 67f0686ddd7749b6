import ClinicalNotes
import Foundation
import Testing

@Suite("A vault's health tells of its anchor, and nothing is begun anew in silence")
struct AnchorHealthTests {
    enum Damage: String, CaseIterable {
        case missing, torn, journalMissing, journalDamaged

        var state: AnchorState { self == .missing || self == .journalMissing ? .missing : .unreadable }

        func damage(_ path: String) throws {
            switch self {
            case .missing: try FileManager.default.removeItem(atPath: path)
            case .journalMissing: try FileManager.default.removeItem(atPath: path + ".journal")
            case .torn:
                let bytes = try #require(FileManager.default.contents(atPath: path))
                try Data(bytes.dropLast(3)).write(to: URL(filePath: path))
            case .journalDamaged:
                var bytes = try #require(FileManager.default.contents(atPath: path + ".journal"))
                bytes[40] ^= 1
                try bytes.write(to: URL(filePath: path + ".journal"))
            }
        }
    }

    @Test(
        "lost or damaged it is told at once and stays so, until two people have it begun anew",
        arguments: Damage.allCases
    )
    func renewed(damage: Damage) async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        try await people.cases[0].end()
        try await practice.vault.checkpoint()
        #expect(practice.vault.health.isWell)
        try damage.damage(practice.anchorPath)
        let now = try practice.backup()
        let opened = try practice.putBack(store: now, keys: now, anchor: now)

        let vault = try await opened.open()
        #expect(vault.health.anchor == damage.state)
        #expect(!vault.health.isWell)
        // What was written goes on; what should be kept by the anchor says that it is not.
        let desk = try await practice.session(people.rivera, in: vault)
        #expect(try await desk.read(people.plain).copyText() == "General words")
        #expect(await refusal { try await vault.checkpoint() } == "NotesError(anchorUnavailable at anchor)")
        let ended = await refusal {
            try await vault.endEnrollment(of: people.ivanov.id, idempotencyKey: "end")
        }
        let isJournalLost = damage == .journalMissing || damage == .journalDamaged
        #expect(ended == (isJournalLost ? "NotesError(anchorUnavailable at journal)" : nil))
        if !isJournalLost { #expect(try await vault.verify().audit.finding == .unanchored) }
        #expect(vault.health.anchor == damage.state)
        #expect(try await opened.open().health.anchor == damage.state)

        let request = try await vault.anchorRenewalRequest()
        let rivera = try request.approved(by: people.rivera.keyring)
        #expect(
            await refusal { try await vault.renewAnchor(request, on: .two(rivera, rivera)) }
                == "NotesError(approvalRefused at consent)"
        )
        #expect(try await opened.open().health.anchor == damage.state)
        try await vault.renewAnchor(
            request,
            on: .two(rivera, try request.approved(by: people.achebe.keyring))
        )
        #expect(vault.health.isWell)
        #expect(vault.declarations.map(\.kind) == [.anchorRenewal])
        #expect(await refusal { try await vault.renewAnchor(request, on: .two(rivera, rivera)) } != nil)
        await #expect(throws: NotesError(.nothingToRecover)) { try await vault.anchorRenewalRequest() }
        #expect(try await vault.auditEntries().contains { $0.event == .anchorRenewal })
        try await vault.checkpoint()
        let whole = try await opened.open().verify()
        #expect(whole.isConsistent && whole.audit.finding == .verified)
        try await vault.endEnrollment(of: people.ivanov.id, idempotencyKey: "end")
        let store = opened.store as? TamperingStore
        let kept = try #require(store).image
        // From here on it is an anchor like any other.
        try #require(store).image = now.image
        await #expect(throws: NotesError(.behindAnchor)) { try await opened.open() }
        try #require(store).image = kept
        #expect(try await opened.open().health.isWell)
    }

    @Test("a watcher is told of each change, and of the end")
    func watched() async throws {
        let anchor = FaultyAnchor(TamperedPractice.temporaryAnchor())
        let practice = try await Practice(anchor: anchor)
        let vault = practice.vault
        var changes = vault.healthChanges.makeAsyncIterator()
        #expect(await changes.next()?.isWell == true)
        _ = try await practice.patient()
        anchor.refuseWrites(true)
        #expect(await refusal { try await vault.checkpoint() } == "NotesError(auditUnavailable at anchor)")
        let told = try #require(await changes.next())
        #expect(told.anchor == .unwritable)
        #expect(vault.health.integrationFailingSince == Practice.start)
        #expect(vault.health.integrationFailure == .auditUnavailable)
        anchor.refuseWrites(false)
        try await vault.checkpoint()
        #expect(vault.health.isWell)
        try await vault.close()
        while await changes.next() != nil {}
    }

    @Test("a failing integration that nobody asked for is told too, and so is a store without an anchor")
    func integration() async throws {
        let anchor = FaultyAnchor(TamperedPractice.temporaryAnchor())
        let practice = try await Practice(anchor: anchor)
        anchor.refuseWrites(true)
        // The vault integrates by itself after 256 commits.
        for number in 0..<260 {
            _ = try await practice.vault.register(
                Person(legalName: "Patient"),
                idempotencyKey: IdempotencyKey("\(number)")
            )
        }
        // It does so beside the calls.
        for await health in practice.vault.healthChanges where health.integrationFailingSince != nil { break }
        #expect(practice.vault.health.integrationFailingSince == Practice.start)
        #expect(practice.vault.health.anchor == .unwritable)
        let bare = try await Practice()
        #expect(bare.vault.health.anchor == .none && bare.vault.health.isWell)
        try await bare.vault.checkpoint()
    }
}
