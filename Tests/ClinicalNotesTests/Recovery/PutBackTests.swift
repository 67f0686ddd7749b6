import ClinicalNotes
import Testing

@Suite("Backups put back, each older or newer: database, key file, anchor")
struct PutBackTests {
    @Test(
        "nobody reads whom the anchor's journal had shut out, before the restore and after it",
        arguments: [false, true]
    )
    func matrix(isCheckpointed: Bool) async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        #expect(await people.readers(in: practice.vault) == people.cases.map(\.name))
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        try await people.shutOut()
        #expect(await people.readers(in: practice.vault).isEmpty)
        // The key file goes on too: another practice is founded with it.
        try await FoundedPractice(keys: try BackedUpPractice.keys(practice.keyPath)).found(
            TenantID(Entropy.system.bytes16())
        )
        if isCheckpointed { try await practice.vault.checkpoint() }
        let newer = try practice.backup()

        var reads = 0
        for keys in [older, newer] {
            for (store, anchor) in [(newer, newer), (newer, older)] {
                let vault = try await practice.putBack(store: store, keys: keys, anchor: anchor).open()
                #expect(vault.health.anchor == .kept)
                reads += await people.readers(in: vault).count
            }
            let restored = try practice.putBack(store: older, keys: keys, anchor: newer)
            do {
                let vault = try await restored.open()
                #expect(!isCheckpointed)
                reads += await people.readers(in: vault).count
                #expect(vault.health.anchor == .behind)
                // Those whose records are not affected go on.
                let desk = try await practice.session(people.achebe, .operations, in: vault)
                await #expect(throws: NotesError(.behindAnchor)) { try await desk.read(people.plain) }
            } catch let error as NotesError {
                #expect(error.code == .behindAnchor && isCheckpointed, "\(error)")
            }
            let (vault, report) = try await restored.restore(by: [people.rivera, people.achebe])
            #expect(await people.readers(in: vault).isEmpty)
            reads += await people.readers(in: vault).count
            #expect(report.lost.isEmpty && report.lostOwners.isEmpty)
            #expect(report.replayed.values.reduce(0, +) == people.cases.count)
            #expect((report.lostEntries > 0) == isCheckpointed)
            #expect(vault.health.isWell)
            let whole = try await vault.verify()
            #expect(
                whole.isConsistent && whole.audit.finding == .verified,
                "\(whole.findings) \(whole.audit)"
            )
            let desk = try await practice.session(people.rivera, in: vault)
            #expect(try await desk.read(people.plain).copyText() == "General words")
            reads += await people.readers(in: try await restored.open()).count

            // All three put back together is what a file on the same machine cannot tell.
            let everything = try practice.putBack(store: older, keys: keys, anchor: older)
            #expect(await people.readers(in: try await everything.open()).count == people.cases.count)
        }
        #expect(reads == 0)
    }
}
