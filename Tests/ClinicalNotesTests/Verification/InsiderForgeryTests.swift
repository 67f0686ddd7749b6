import ClinicalNotesCrypto
import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

/// Somebody who holds the practice's own keys, but not the author's, writes through the front door.
@Suite("Forgeries with the practice's own keys")
struct InsiderForgeryTests {
    private let practice: TamperedPractice

    init() async throws { practice = try await TamperedPractice() }

    /// Changes an owner as the vault would, with an audit entry, but without a decision or an author.
    private func forge(
        _ owner: OwnerID,
        _ body: (inout OwnerEditor) throws(CryptoError) -> Void
    ) async throws {
        let core = practice.vault.core
        var transaction = Transaction(core, keys: try await core.tenantKeys())
        try await core.edit(owner, in: &transaction, at: "owner")
        try transaction.change(owner, body)
        let actor = AuditActor(principal: practice.rivera, role: .administrator, purpose: .operations)
        transaction.record(actor.entry(.registration, .create, on: .owner(owner), at: core.now))
        guard case .committed = try await core.commit(try transaction.batch(receipt: nil)) else {
            throw NotesError(.conflict)
        }
    }

    private func note(_ fits: (NoteHeader) -> Bool) async throws -> LoadedNote {
        let notes = try await practice.vault.core.load(practice.written.map(\.note))
        return try #require(notes.values.first { fits($0.header) })
    }

    private func kinds() async throws -> Set<StoreReport.Finding.Kind> {
        Set(try await practice.vault.verify().findings.map(\.kind))
    }

    private func expectRefused(_ note: NoteID) async throws {
        let vault = try await TamperedPractice.open(
            practice.store,
            practice.keys,
            practice.directory,
            NoAnchor()
        )
        let desk = try await practice.desk(of: vault)
        await #expect(throws: NotesError(.tampered)) { try await desk.read(note) }
    }

    @Test("a draft that is called signed has no signature")
    func unsigned() async throws {
        let draft = try await note { $0.status == .draft && $0.compartment == .psychotherapy }
        try await forge(draft.id.owner) { (editor) throws(CryptoError) in
            var header = draft.header
            header.status = .signed
            try editor.store(header, as: draft.id.record)
        }
        #expect(try await kinds() == [.unsigned])
        try await expectRefused(draft.id)
    }

    @Test("a note's key that was replaced opens nothing")
    func unreadable() async throws {
        let general = try await note {
            $0.compartment == .general && $0.history.isEmpty && $0.subjects.count == 1
        }
        try await forge(general.id.owner) { (editor) throws(CryptoError) in
            let scope = SlotUse.Scope.generation(.general, general.header.keyGeneration)
            guard let use = editor.aggregate.slot(scope, for: nil), let slot = editor.slots[use.index] else {
                throw CryptoError(.keyUnavailable)
            }
            let compartment = try KeySlotAccess.unlockOrdinary(
                slot,
                index: use.index,
                editor.records,
                editor.keys,
                scope: scope,
                compartment: editor.aggregate.compartmentID(.general)
            )
            let locked = try LockedKey(
                locking: SecretKey.random(),
                as: .noteKey,
                at: general.place.ofNoteKey,
                inner: compartment,
                innerGeneration: general.header.keyGeneration,
                outer: editor.keys.currentOuter().key,
                epoch: editor.keys.epoch
            )
            editor.write(
                .put(editor.records.noteKey(general.id.record), RecordBytes(locked.bytes), index: [])
            )
        }
        #expect(try await kinds() == [.unreadable])
        try await expectRefused(general.id)
    }

    @Test("a note with an addendum that is not there, and a person other than the one on record")
    func contradictory() async throws {
        let signed = try await note { $0.status == .signed && $0.addenda.isEmpty }
        try await forge(signed.id.owner) { (editor) throws(CryptoError) in
            var header = signed.header
            header.addenda = [NoteID(owner: signed.id.owner, record: RecordID(.zero))]
            try editor.store(header, as: signed.id.record)
        }
        #expect(try await kinds() == [.contradictory])
        try await forge(practice.ben.owner) { (editor) throws(CryptoError) in
            editor.aggregate.persons[practice.ben] = Person(legalName: "Somebody else")
        }
        let report = try await practice.vault.verify()
        #expect(report.findings.contains { $0.kind == .contradictory && $0.owner == practice.ben.owner })
    }

    /// The ways to say something else in the directory than in the header.
    private static let misfilings: [@Sendable (DirectoryNote) -> DirectoryNote?] = [
        { _ in nil },
        { DirectoryNote(compartment: .substanceUse, statusClass: $0.statusClass, time: $0.time) },
        { DirectoryNote(compartment: $0.compartment, statusClass: .withdrawn, time: $0.time) },
        {
            DirectoryNote(
                compartment: $0.compartment,
                statusClass: $0.statusClass,
                time: $0.time + .milliseconds(1)
            )
        },
    ]

    @Test("a directory that says something else of a note than its header is contradictory", arguments: 0..<4)
    func misfiled(misfiling: Int) async throws {
        let signed = try await note {
            $0.compartment == .general && $0.status == .signed && $0.addenda.isEmpty && $0.subjects.count == 1
        }
        try await forge(signed.id.owner) { (editor) throws(CryptoError) in
            try editor.store(
                .header,
                signed.header.encoded,
                as: signed.id.record,
                note: Self.misfilings[misfiling](DirectoryNote(signed.header)),
                index: editor.keys.index(signed.header)
            )
        }
        let report = try await practice.vault.verify()
        #expect(report.findings.contains { $0.kind == .contradictory && $0.record == signed.id.record })
        let chart = try await practice.desk().chart(of: signed.id.owner.patient)
        guard misfiling > 0 else {
            #expect(try await !chart.page(limit: 200).contains { $0.id == signed.id })
            return
        }
        await #expect(throws: NotesError(.tampered)) { try await chart.page(limit: 200) }
        try await expectRefused(signed.id)
    }

    @Test("a record that the directory calls a note and that is none is contradictory")
    func noNote() async throws {
        try await forge(practice.ana.owner) { (editor) throws(CryptoError) in
            let reason = NoteReason(
                note: practice.written[0].note,
                by: practice.rivera,
                at: Practice.start,
                words: "None."
            )
            let note = DirectoryNote(compartment: .general, statusClass: .final, time: Practice.start)
            try editor.store(.reason, reason.encoded, as: editor.newRecord(), note: note)
        }
        #expect(try await kinds() == [.contradictory])
        let chart = try await practice.desk().chart(of: practice.ana)
        await #expect(throws: NotesError(.tampered)) { try await chart.count() }
    }

    @Test("a change that no audit entry tells of is noticed")
    func unrecordedChange() async throws {
        let core = practice.vault.core
        var transaction = Transaction(core, keys: try await core.tenantKeys())
        try await core.edit(practice.ana.owner, in: &transaction, at: "owner")
        try transaction.change(practice.ana.owner) { (editor) throws(CryptoError) in editor.raisesEpoch = true
        }
        _ = try await core.commit(try transaction.batch(receipt: nil).batch)
        let report = try await practice.vault.verify()
        #expect(report.findings == [StoreReport.Finding(.outdated, owner: practice.ana.owner)])
    }
}
