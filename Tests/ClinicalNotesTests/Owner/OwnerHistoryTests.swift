import ClinicalNotesCrypto
import Testing

@testable import ClinicalNotes

/// An owner's rows are put back to an older state that was once consistent, by somebody who holds the database and no key.
@Suite("An owner that is put back")
struct OwnerHistoryTests {
    private let practice: TamperedPractice
    /// The store before Ana's note was withheld again.
    private let older: StoreImage
    private let note: NoteID

    init() async throws {
        practice = try await TamperedPractice()
        note = practice.written[2].note
        older = practice.image
        let desk = try await practice.desk()
        try await desk.withhold(note, from: practice.ana, idempotencyKey: "withhold-again")
        try await practice.vault.checkpoint()
    }

    private var owner: OwnerID { practice.ana.owner }

    /// The store with Ana's rows as they were.
    private var putBack: StoreImage {
        var image = practice.store.image
        image.putBack(owner, from: older)
        return image
    }

    /// Another process that opens the practice on a store.
    private func open(
        _ image: StoreImage,
        anchor: (any Anchor)? = nil
    ) async throws -> (vault: NoteVault, store: TamperingStore) {
        let store = TamperingStore(image)
        let anchor = anchor ?? practice.anchor
        return (try await TamperedPractice.open(store, practice.keys, practice.directory, anchor), store)
    }

    private func kinds(_ vault: NoteVault) async throws -> Set<StoreReport.Finding.Kind> {
        let report = try await vault.verify()
        #expect(report.findings.allSatisfy { !$0.advice.isEmpty })
        return Set(report.findings.map(\.kind))
    }

    /// The position of the entry that announced the head which stands in an image.
    private func announcement(in image: StoreImage) async throws -> RecordKey {
        let keys = try await practice.vault.core.tenantKeys()
        let head = try #require(image[practice.vault.core.records(owner).head]?.value)
        let hash = try SignedOwnerHead(head).head.hash
        let announcing = try image.keys.filter { key in
            guard key.collection == .audit, let row = image[key] else { return false }
            let (entry, _) = try AuditRecord(decoding: row.value)
                .open(tenant: practice.vault.tenant, under: keys.audit.key)
            return entry.owner == owner && entry.change?.makes == hash
        }
        return try #require(announcing.last)
    }

    private func offline(_ store: TamperingStore, _ key: AuditKey?) async throws -> AuditReport {
        try await AuditVerifier(
            store: store,
            tenant: practice.vault.tenant,
            instance: practice.vault.instanceKey,
            key: key,
            anchor: practice.anchor
        ).verify()
    }

    @Test(
        "is noticed for ever though the entry that announced the older state is copied to the end",
        arguments: [0, 1]
    )
    func announcedAgain(countRaisedBy step: UInt64) async throws {
        var image = putBack
        let announced = try await announcement(in: older)
        let log = AuditRecord.log(of: practice.vault.tenant)
        let end = UInt64(image.keys.count { $0.collection == .audit })
        image[log.key(at: end)] = image[announced]
        image[practice.vault.core.records(owner).head]?.revision += step
        let (vault, store) = try await open(image)
        #expect(try await kinds(vault).contains(.auditRepeated))
        try await vault.checkpoint()
        #expect(try await kinds(vault).contains(.auditRepeated))
        let key = try await vault.auditKey()
        let position = end
        #expect(try await offline(store, key).findings.contains(.repeated(position: position)))
        // With the public key alone it says what it cannot see.
        let blind = try await offline(store, nil)
        #expect(blind.isConsistent && blind.blindness == Set(AuditReport.Blindness.allCases))
        if step > 0 {
            let desk = try await practice.desk(of: vault)
            await #expect(throws: NotesError(.tampered)) { _ = try await desk.read(note) }
        }
    }

    @Test("is noticed at once, and for ever after honest writes have followed")
    func writtenOver() async throws {
        let (vault, store) = try await open(putBack)
        #expect(try await kinds(vault) == [.outdated])
        let desk = try await practice.desk(of: vault)
        for number in 0..<3 {
            try await desk.amend(
                practice.written[0].note,
                SessionSummary(progress: "Once more."),
                idempotencyKey: IdempotencyKey("after-\(number)")
            )
            if number != 1 { try await vault.checkpoint() }
            #expect(try await kinds(vault).contains(.forked))
        }
        let again = try await open(store.image)
        let found = try await again.vault.verify().findings
        #expect(found.contains { $0.kind == .forked && $0.owner == owner })
        let report = try await offline(store, try await vault.auditKey())
        #expect(
            report.findings.contains {
                if case .forked(let forked, _) = $0 { forked == owner } else { false }
            }
        )
        #expect(try await offline(store, nil).isConsistent)
    }

    @Test("leaves a trace of every reading by the older state")
    func readMeanwhile() async throws {
        let (vault, store) = try await open(putBack)
        _ = try await practice.desk(of: vault).read(note)
        // The rows are brought back as if nothing had happened.
        store.image.putBack(owner, from: practice.store.image)
        try await vault.checkpoint()
        #expect(try await kinds(vault) == [.regressed])
    }

    @Test(
        "leaves a trace of lists and counts as well, and of what a principal did whose enrollment had been put back"
    )
    func handedOutMeanwhile() async throws {
        let enrolled = practice.store.image
        let principal = practice.rivera.owner
        for step in 0..<3 {
            var image = putBack
            if step == 2 {
                try await practice.vault.endEnrollment(of: practice.rivera, idempotencyKey: "end")
                image = practice.store.image
                image.putBack(principal, from: enrolled)
            }
            let newer = practice.store.image
            let (vault, store) = try await open(image, anchor: NoAnchor())
            let desk = try await practice.desk(of: vault)
            switch step {
            case 0: _ = try await desk.chart(of: practice.ana).page()
            case 1: _ = try await desk.chart(of: practice.ana).count()
            default: _ = try await desk.read(practice.written[4].note)
            }
            store.image.putBack(step < 2 ? owner : principal, from: newer)
            try await vault.checkpoint()
            #expect(try await kinds(vault) == [.regressed], "step \(step)")
        }
    }

    @Test("is refused at once by every other process too, where the anchor keeps what narrowed access")
    func journaled() async throws {
        let anchored = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
        let note = anchored.written[2].note
        let older = anchored.image
        try await anchored.desk().withhold(note, from: anchored.ana, idempotencyKey: "withhold-again")
        var image = anchored.store.image
        image.putBack(anchored.ana.owner, from: older)
        let vault = try await TamperedPractice.open(
            TamperingStore(image),
            anchored.keys,
            anchored.directory,
            anchored.anchor
        )
        let desk = try await anchored.desk(of: vault)
        await #expect(throws: NotesError(.behindAnchor)) { _ = try await desk.read(note) }
        await #expect(throws: NotesError(.behindAnchor)) {
            _ = try await desk.chart(of: anchored.ana).count()
        }
        #expect(Set(try await vault.verify().findings.map(\.kind)) == [.outdated, .rolledBack])
    }

    @Test("is refused by a process that has seen the newer state, in reads and in writes")
    func seen() async throws {
        let desk = try await practice.desk()
        _ = try await desk.read(note)
        practice.store.image = putBack
        await #expect(throws: NotesError(.rolledBack)) { _ = try await desk.read(note) }
        await #expect(throws: NotesError(.rolledBack)) {
            _ = try await desk.chart(of: practice.ana).page()
        }
        await #expect(throws: NotesError(.rolledBack)) {
            try await desk.release(note, to: practice.ana, idempotencyKey: "release-again")
        }
        // Rows that are gone are not taken for an owner that never was.
        for key in practice.store.image.keys where key.owner == owner { practice.store.image[key] = nil }
        await #expect(throws: NotesError(.rolledBack)) { _ = try await desk.read(note) }
    }

    @Test("an enrollment that was ended and is put back is refused by the process that saw its end")
    func enrollment() async throws {
        let before = practice.store.image
        let desk = try await practice.desk()
        _ = try await desk.read(note)
        try await practice.vault.endEnrollment(of: practice.rivera, idempotencyKey: "end")
        practice.store.image.putBack(practice.rivera.owner, from: before)
        await #expect(throws: (any Error).self) { _ = try await desk.read(note) }
        await #expect(throws: NotesError(.rolledBack)) { _ = try await practice.desk() }
    }
}
