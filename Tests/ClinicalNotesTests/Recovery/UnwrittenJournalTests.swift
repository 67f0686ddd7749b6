import ClinicalNotes
import Testing

@Suite("A journal that cannot be written")
struct UnwrittenJournalTests {
    @Test("is told by the call, whose change is durable; repeated with the same key it is kept and returns")
    func repeated() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        let anchor = FaultyAnchor(FileAnchor(path: practice.anchorPath))
        let keys = try BackedUpPractice.keys(practice.keyPath)
        let vault = try await NoteVault.open(
            store: practice.store,
            waiving: .durable,
            keys: keys,
            policy: BackedUpPractice.policy,
            relationships: practice.directory,
            anchor: anchor,
            environment: practice.environment
        )
        let before = try await FileAnchor(path: practice.anchorPath).journal(of: log(vault))?.count
        anchor.refuseWrites(true)
        let end = { () async throws in
            try await vault.endEnrollment(of: people.ivanov.id, idempotencyKey: "end")
        }
        for _ in 0..<2 {
            #expect(await refusal(end) == "NotesError(anchorUnavailable at journal)")
            #expect(vault.health.anchor == .unwritable)
            await #expect(throws: NotesError(.notEnrolled)) { try await vault.session(for: people.ivanov.id) }
        }
        let entries = try await vault.auditEntries().count
        anchor.refuseWrites(false)
        for _ in 0..<3 { #expect(await refusal(end) == nil) }
        #expect(vault.health.isWell)
        #expect(try await vault.auditEntries().count == entries, "a repeat writes nothing into the store")
        let after = try await FileAnchor(path: practice.anchorPath).journal(of: log(vault))?.count
        #expect(after == before.map { $0 + 1 }, "nor a second line")
        let restored = try practice.putBack(store: older, keys: older, anchor: try practice.backup())
        await #expect(throws: NotesError(.behindAnchor)) {
            try await restored.open().session(for: people.ivanov.id)
        }
    }

    @Test(
        "keeps what every narrowing call narrowed before the call returns, and nothing where there is no anchor"
    )
    func everyCall() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        let anchor = FileAnchor(path: practice.anchorPath)
        var lines = try #require(try await anchor.journal(of: log(practice.vault))).count
        for one in people.cases {
            try await one.end()
            let now = try #require(try await anchor.journal(of: log(practice.vault))).count
            #expect(now == lines + 1, "\(one.name)")
            lines = now
        }
        let sizes = try #require(try await anchor.journal(of: log(practice.vault))).map(\.count).dropFirst()
        print("journal: \(sizes.count) lines of \(sizes.min() ?? 0) to \(sizes.max() ?? 0) bytes")
        #expect(try await NoAnchor().journal(of: "any") == nil)
        #expect(try await NoAnchor().append([[1]], toJournalOf: "any", beginning: true) == false)
    }

    @Test("that holds what nobody of the practice wrote is told as unreadable, and stops nobody")
    func foreignLine() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        _ = try await FileAnchor(path: practice.anchorPath).append(
            [[UInt8](repeating: 7, count: 400)],
            toJournalOf: log(practice.vault),
            beginning: false
        )
        let now = try practice.backup()
        let vault = try await practice.putBack(store: now, keys: now, anchor: now).open()
        #expect(vault.health.anchor == .unreadable)
        #expect(await people.readers(in: vault).count == people.cases.count)
        #expect(await refusal { try await vault.checkpoint() } == "NotesError(anchorUnavailable at anchor)")
    }

    private func log(_ vault: NoteVault) -> String { "clinical-notes/audit/\(vault.tenant)" }
}
