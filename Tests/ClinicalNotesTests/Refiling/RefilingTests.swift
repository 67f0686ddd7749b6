import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A note that is refiled")
struct RefilingTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let vega: Clinic.Staff
    let officer: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        vega = try await clinic.staff("Vega", .supervisor)
        officer = try await clinic.staff("Priya", .operations)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor, vega)
        ben = try await clinic.patient("Ben", seenBy: rivera, okafor, vega)
    }

    private func desk() async throws -> NoteSession { try await clinic.desk(rivera) }

    private func verified() async throws -> StoreReport { try await clinic.vault.verify(by: .never) }

    @Test("is read on the right chart by who reads there, and on the wrong one by nobody any more")
    func whole() async throws {
        let note = try await desk().signed("Sleeps badly", about: ana.id, key: "note")
        try await desk().release(note, to: ana.id)
        _ = try await clinic.portal(ana).read(note)
        let before = try await desk().read(note)
        clinic.clock.set(clinic.clock.now + .seconds(86_400))
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        let read = try await clinic.desk(okafor).read(moved)
        #expect(read.copyText() == "Sleeps badly" && read.subjects == [ben.id] && read.status == .signed)
        #expect(read.originators == [rivera.id] && read.vouching == .author)
        #expect(read.period == before.period && read.provenance.created == before.provenance.created)
        #expect(read.provenance.refiling?.by == rivera.id)
        let old = try await desk().read(note)
        #expect(old.copyText().isEmpty && old.fields.isEmpty && old.entryError == .wrongPatient)
        #expect(old.status == .enteredInError && old.provenance.refiledTo == moved)
        #expect(await (try clinic.portal(ana)).outcome(of: note) == "refused: NotesError(notFound)")
        #expect(try await clinic.portal(ana).requestAccess(to: ana.id).granted.isEmpty)
        // What was released to Ana is not released to Ben.
        #expect(await (try clinic.portal(ben)).outcome(of: moved) == "refused: NotesError(notFound)")
        #expect(try await clinic.portal(ben).requestAccess(to: ben.id).granted == [moved])
        #expect(try await verified().isConsistent)
    }

    @Test("proves who signed it, when, and with which words, also those that were amended")
    func originals() async throws {
        let signedAt = clinic.clock.now
        let note = try await desk().signed("First", about: ana.id, key: "note")
        try await clinic.desk(vega, .operations).cosign(note)
        clinic.clock.set(signedAt + .seconds(3600))
        try await desk().amend(note, FreeText("Second"))
        clinic.clock.set(signedAt + .seconds(7200))
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        #expect(try await desk().read(moved).status == .amended)
        let originals = try await clinic.desk(okafor).originals(of: moved)
        #expect(originals.map(\.revision) == [2, 3])
        #expect(
            originals.map { $0.fields.values.map { String(decoding: $0.copyBytes(), as: UTF8.self) } } == [
                ["First"], ["Second"],
            ]
        )
        #expect(originals.map(\.signature?.at) == [signedAt, signedAt + .seconds(3600)])
        #expect(originals.allSatisfy { $0.signature?.by == rivera.id })
        #expect(originals[0].cosignatures.map(\.by) == [vega.id] && originals[1].cosignatures.isEmpty)
        // Amended since, it still proves what was signed before.
        try await desk().amend(moved, FreeText("Third"))
        #expect(try await desk().originals(of: moved).count == 2)
        #expect(try await desk().originals(of: note).isEmpty)
        #expect(
            await refusal { _ = try await clinic.portal(ben).originals(of: moved) } == "NotesError(notFound)"
        )
        #expect(try await verified().isConsistent)
    }

    @Test("in granted custody is the author's alone again, under keys of the right chart")
    func granted() async throws {
        let note = try await desk().analysed("The locked door", about: ana.id, key: "note")
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        #expect(try await desk().read(moved).copyText() == "The locked door")
        #expect(try await desk().originals(of: moved).count == 1)
        #expect(await (try clinic.desk(okafor)).outcome(of: moved).hasPrefix("refused"))
        let loaded = try #require(try await clinic.vault.core.load([note])[note])
        #expect(loaded.noteKey == nil && loaded.header.withdrawal?.refiled == moved)
        #expect(try await verified().isConsistent)
    }

    @Test("takes its addenda along, and leaves the wrong patient's own words where they are")
    func addenda() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        try await desk().release(note, to: ana.id)
        let words = try await clinic.portal(ana).annotate(note, "This is not about me")
        let addendum = try await desk().addend(note, FreeText("And more"))
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        let chart = try await clinic.desk(okafor).chart(of: ben.id).page(limit: 10).entries
        let along = try #require(chart.first { $0.relation == .addendum(to: moved) })
        #expect(chart.count == 2 && along.id != addendum)
        #expect(try await clinic.desk(okafor).read(along.id).copyText() == "And more")
        #expect(try await desk().read(moved).status == .addended)
        #expect(try await desk().read(addendum).entryError == .wrongPatient)
        #expect(try await clinic.desk(okafor).read(words).copyText() == "This is not about me")
        let duties = try await clinic.desk(officer, .operations).duties()
        #expect(Set(duties.filter { $0.obligation == .assessBreach }.map(\.note)) == [note, addendum])
        #expect(
            await refusal { _ = try await desk().refile(along.id, to: [ana.id], reason: "x") }
                == "NotesError(invalidTransition at note)"
        )
        #expect(try await verified().isConsistent)
    }

    @Test("as a draft is a draft again, and nothing of it stays")
    func draft() async throws {
        let note = try await desk().draft(FreeText("Begun"), about: [ana.id])
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        #expect(try await desk().read(moved).status == .draft)
        #expect(await (try desk()).outcome(of: note) == "refused: NotesError(notFound)")
        try await desk().edit(moved, FreeText("Gone on"))
        try await desk().sign(moved)
        #expect(try await clinic.desk(okafor).read(moved).copyText() == "Gone on")
        let duties = try await clinic.desk(officer, .operations).duties()
        #expect(duties.allSatisfy { $0.obligation != .assessBreach })
        #expect(try await verified().isConsistent)
    }

    @Test("after it was entered in error owes one assessment, not two")
    func afterwards() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        try await desk().enterInError(note, as: .wrongPatient, reason: "Ben's")
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        #expect(try await clinic.desk(okafor).read(moved).status == .signed)
        let duties = try await clinic.desk(officer, .operations).duties()
        #expect(duties.filter { $0.obligation == .assessBreach }.count == 1)
        // Once is enough, and what is wrong in another way stays where it is.
        #expect(
            await refusal { _ = try await desk().refile(note, to: [ben.id], reason: "x") }
                == "NotesError(invalidTransition at note)"
        )
        let duplicate = try await desk().signed("Twice", about: ana.id, key: "twice")
        try await desk().enterInError(duplicate, as: .duplicate, reason: "x")
        #expect(await refusal { _ = try await desk().refile(duplicate, to: [ben.id], reason: "x") } != nil)
        #expect(try await verified().isConsistent)
    }

    @Test("needs leave on both charts")
    func leave() async throws {
        let eve = try await clinic.patient("Eve", seenBy: okafor)
        let note = try await desk().signed("First", about: ana.id, key: "note")
        let before = try await clinic.records().filter { $0.key.collection != .audit }
        #expect(await refusal { _ = try await desk().refile(note, to: [eve.id], reason: "x") } != nil)
        let colleague = try await clinic.desk(okafor)
        #expect(await refusal { _ = try await colleague.refile(note, to: [ben.id], reason: "x") } != nil)
        let office = try await clinic.desk(officer, .operations)
        #expect(await refusal { _ = try await office.refile(note, to: [ben.id], reason: "x") } != nil)
        #expect(
            await refusal { _ = try await desk().refile(note, to: [ana.id], reason: "x") }
                == "NotesError(invalidInput at subjects)"
        )
        #expect(await refusal { _ = try await desk().refile(note, to: [], reason: "x") } != nil)
        #expect(try await clinic.records().filter { $0.key.collection != .audit } == before)
        #expect(try await desk().read(note).copyText() == "First")
    }

    @Test("for an author who is gone says who did it, and is whoever holds a key's to do")
    func forOthers() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        let secret = try await desk().analysed("The locked door", about: ana.id, key: "secret")
        let supervisor = try await clinic.desk(vega)
        #expect(await refusal { _ = try await supervisor.refile(note, to: [ben.id], reason: "x") } != nil)
        try await clinic.vault.endEnrollment(of: rivera.id)
        let office = try await clinic.desk(officer, .operations)
        let moved = try await office.refile(note, to: [ben.id], reason: "Ben's")
        let read = try await clinic.desk(okafor).read(moved)
        #expect(read.copyText() == "First" && read.originators == [rivera.id])
        #expect(read.vouching == .refiled(by: officer.id, at: clinic.clock.now))
        #expect(try await clinic.desk(okafor).originals(of: moved).map(\.signature?.by) == [rivera.id])
        let entries = try await clinic.audit().filter { $0.event == .refiling }
        #expect(Set(entries.map(\.owner)) == [ana.id.owner, ben.id.owner])
        #expect(
            entries.allSatisfy { $0.principal == officer.id && $0.declared == ["for-authors-who-are-gone"] }
        )
        #expect(
            await refusal { _ = try await office.refile(secret, to: [ben.id], reason: "x") }
                == "NotesError(keyMissing)"
        )
        #expect(try await verified().isConsistent)
    }

    @Test("goes on twice, and still proves what was signed on the first chart")
    func twice() async throws {
        let cleo = try await clinic.patient("Cleo", seenBy: rivera, okafor)
        let note = try await desk().signed("First", about: ana.id, key: "note")
        try await clinic.desk(vega, .operations).cosign(note)
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        try await desk().amend(moved, FreeText("Second"))
        let again = try await desk().refile(moved, to: [cleo.id], reason: "Cleo's")
        let originals = try await desk().originals(of: again)
        let words = originals.map { $0.fields.values.map { String(decoding: $0.copyBytes(), as: UTF8.self) } }
        #expect(words == [["First"], ["First"], ["Second"]])
        #expect(originals.map(\.revision) == [2, 1, 2])
        #expect(originals.map { $0.cosignatures.map(\.by) } == [[vega.id], [], []])
        #expect(try await desk().originals(of: moved).isEmpty)
        #expect(try await verified().isConsistent)
    }

    @Test("takes along addenda from wherever in a long record they stand")
    func longRecord() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        func fill(_ part: Int) async throws {
            for number in 0..<130 {
                _ = try await desk().draft(
                    FreeText("Other"),
                    about: [ana.id],
                    idempotencyKey: "\(part)-\(number)"
                )
            }
        }
        try await fill(0)
        _ = try await desk().addend(note, FreeText("And more"))
        try await fill(1)
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        let chart = try await clinic.desk(okafor).chart(of: ben.id).page(limit: 10).entries
        #expect(Set(chart.map(\.relation)) == [nil, .addendum(to: moved)])
        #expect(try await verified().isConsistent)
    }

    @Test("repeated under the same key is refiled once")
    func repeated() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's", idempotencyKey: "refile")
        let again = try await desk().refile(note, to: [ben.id], reason: "Ben's", idempotencyKey: "refile")
        #expect(moved == again)
        #expect(try await clinic.desk(okafor).chart(of: ben.id).page(limit: 10).entries.count == 1)
    }

    @Test("gives what concerns one of a couple to who stands at the same place")
    func couple() async throws {
        let cleo = try await clinic.patient("Cleo", seenBy: rivera, okafor)
        let note = try await desk().draft(
            FreeText("Both"),
            about: [ana.id, ben.id],
            individual: [ben.id: FreeText("Ben's own")]
        )
        try await desk().sign(note)
        let moved = try await desk().refile(note, to: [ana.id, cleo.id], reason: "Cleo was here")
        let read = try await desk().read(moved)
        #expect(
            read.subjects == [ana.id, cleo.id]
                && read.parts.map(\.audience) == [.everyone, .subject(cleo.id)]
        )
        #expect(
            await refusal { _ = try await desk().refile(moved, to: [ana.id], reason: "x") }
                == "NotesError(invalidInput at subjects)"
        )
        #expect(try await verified().isConsistent)
    }

    @Test("is told by verification if what was signed is changed, or what was closed opens again")
    func tampered() async throws {
        let note = try await desk().signed("First", about: ana.id, key: "note")
        let loaded = try #require(try await clinic.vault.core.load([note])[note])
        let key = try #require(loaded.noteKey)
        let moved = try await desk().refile(note, to: [ben.id], reason: "Ben's")
        let header = try #require(try await clinic.vault.core.load([moved])[moved]).header
        let original = try #require(header.refiling?.originals.first)
        let records = OwnerRecords(tenant: clinic.tenant, owner: ben.id.owner)
        let row = try #require(try await clinic.vault.core.fetch([records.history(original.locator)])[0])
        func stored(_ writes: RecordWrite...) async throws {
            let batch = WriteBatch(tenant: clinic.tenant, expectations: [], writes: writes)
            guard case .committed = try await clinic.store.commit([batch], by: .never)[0] else {
                throw NotesError(.conflict)
            }
        }
        try await stored(.put(key.key, key.value, index: []))
        #expect(try await verified().findings.map(\.kind) == [.unfiled])
        #expect(try await desk().read(note).fields.isEmpty)
        try await stored(.delete(key.key))
        #expect(try await verified().isConsistent)
        var bytes = row.value.joined
        bytes[bytes.count / 2] ^= 1
        try await stored(.put(row.key, RecordBytes(bytes), index: []))
        #expect(try await verified().findings.map(\.kind) == [.altered])
        #expect(await refusal { _ = try await desk().originals(of: moved) } != nil)
        #expect(try await clinic.desk(okafor).read(moved).copyText() == "First")
        try await stored(.delete(row.key))
        #expect(try await verified().findings.map(\.kind) == [.missing])
    }
}
