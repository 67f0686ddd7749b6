import ClinicalNotes
import TestSupport
import Testing

@Suite("What a restored store does not have")
struct LostRecordTests {
    @Test("is listed: owners, notes whose narrowing had nothing to narrow, and how many entries")
    func listed() async throws {
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        let (ana, anaSelf) = try await practice.patient("Ana")
        practice.directory.join(rivera.id, ana)
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        let desk = try await practice.session(rivera)
        let note = try await desk.signed("Words", about: ana, key: "note")
        try await desk.release(note, to: ana, idempotencyKey: "release")
        try await desk.withhold(note, from: ana, idempotencyKey: "withhold")
        let (ben, _) = try await practice.patient("Ben")
        try await practice.vault.endEnrollment(of: .patient(ben), idempotencyKey: "end")
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        let (vault, report) = try await restored.restore(by: [rivera, achebe])
        #expect(report.lostOwners == [ben.owner])
        #expect(report.lost.map(\.owner) == [ana.owner] && report.lost.map(\.note) == [note.record])
        #expect(report.replayed.isEmpty)
        #expect(report.lostEntries >= 5)
        // Who was lost is not waited for: there is no such patient, and nobody is told that there was.
        await #expect(throws: NotesError(.notEnrolled)) { try await vault.session(for: .patient(ben)) }
        let portal = try await practice.session(anaSelf, .patientRequest, in: vault)
        await #expect(throws: NotesError(.notFound)) { try await portal.read(note) }
        for opened in [vault, try await restored.open()] {
            #expect(try await opened.verify().isConsistent)
            await #expect(throws: NotesError(.notEnrolled)) { try await opened.session(for: .patient(ben)) }
        }
    }

    @Test("an owner whose records are damaged is listed, stays shut, and does not keep the others waiting")
    func damaged() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        try await people.shutOut()
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let owner = PatientID(people.ana.id.bytes).owner
        var image = older.image
        let aggregate = try #require(image.keys.first { $0.owner == owner && $0.collection == .owner })
        image.flip(700, of: aggregate)
        let restored = try practice.putBack(
            store: BackedUpPractice.Backup(image: image, keys: older.keys, anchor: older.anchor),
            keys: newer,
            anchor: newer
        )
        let (vault, report) = try await restored.restore(by: [people.rivera, people.achebe])
        #expect(report.damagedOwners == [owner] && report.lostOwners.isEmpty)
        #expect(!report.replayed.isEmpty)
        #expect(await people.readers(in: vault).isEmpty)
        let desk = try await practice.session(people.rivera, in: vault)
        await #expect(throws: NotesError(.tampered)) { try await desk.read(people.plain) }
        #expect(try await vault.verify().findings.contains { $0.owner == owner })
    }

    @Test("an owner alone that was put back is refused at once after a restart, and everybody else goes on")
    func oneOwner() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        let older = practice.store.image
        try await people.shutOut()
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let owners = Set(older.keys.map(\.owner)).subtracting([
            practice.vault.tenant.owner, OwnerID(.zero),
        ])
        var refused = 0
        for owner in owners {
            var image = newer.image
            image.putBack(owner, from: older)
            guard image.rows != newer.image.rows else { continue }
            let restored = try practice.putBack(
                store: BackedUpPractice.Backup(image: image, keys: newer.keys, anchor: newer.anchor),
                keys: newer,
                anchor: newer
            )
            let vault = try await restored.open()
            #expect(await people.readers(in: vault).isEmpty)
            if vault.health.anchor == .behind { refused += 1 }
            let desk = try await practice.session(people.achebe, .operations, in: vault)
            _ = try await desk.duties()
        }
        #expect(refused >= 3)
    }
}
