import ClinicalNotes
import Testing

@Suite("Verifying a larger store, and one in use")
struct LargerStoreTests {
    /// Two patients: one with more records than a directory page holds, and more audit entries than a tile.
    static func practice() async throws -> TamperedPractice {
        let practice = try await TamperedPractice()
        let desk = try await practice.desk()
        var notes: [NoteID] = []
        for number in 0..<160 {
            notes.append(
                try await desk.draft(
                    FreeText(text: ClinicalText("Note \(number).")),
                    about: [practice.ana],
                    idempotencyKey: IdempotencyKey("many-\(number)")
                )
            )
        }
        for note in notes.prefix(40) {
            try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(note)"))
        }
        for note in notes.prefix(120) + notes.prefix(120) + notes.prefix(120) {
            _ = try await desk.read(note)
        }
        try await practice.vault.checkpoint()
        return practice
    }

    @Test("several directory pages and audit tiles verify, and their last records are looked at")
    func pages() async throws {
        let practice = try await Self.practice()
        let image = practice.store.image
        let started = ContinuousClock.now
        let report = try await practice.vault.verify()
        let taken = started.duration(to: .now)
        print("verified \(report.notes) notes, \(report.auditEntries) audit entries in \(taken)")
        #expect(report.isConsistent, "\(report.findings.prefix(5))")
        #expect(report.notes == 173)
        #expect(report.audit.integrated > 512)
        let owner = practice.ana.owner
        let pages = image.keys.filter { $0.owner == owner && $0.collection == .directory }
        let tiles = image.keys.filter { $0.collection == .auditTree }
        #expect(pages.count == 2)
        #expect(tiles.count == 4)
        let audit = image.keys.filter { $0.collection == .audit }
        for key in pages + tiles + [audit[255], audit[256], audit[511], audit[512]] {
            var altered = image
            altered.flip(1000, of: key)
            practice.store.image = altered
            let found = try await practice.vault.verify()
            #expect(!found.isConsistent, "\(key)")
            if key.collection == .audit {
                #expect(found.audit.finding == .broken(position: key.record.bytes.low))
            }
        }
        for position in [100, 255, 256, 511, 600] {
            var altered = image
            altered[audit[position]] = image[audit[position + 1]]
            altered[audit[position + 1]] = image[audit[position]]
            practice.store.image = altered
            let found = try await practice.vault.verify().audit.finding
            #expect(found == .broken(position: UInt64(position)))
        }
        practice.store.image = image
        #expect(try await practice.vault.verify().isConsistent)
    }

    @Test("the audit log alone verifies with nothing but the public key")
    func offline() async throws {
        let practice = try await TamperedPractice()
        let verifier = AuditVerifier(
            store: TamperingStore(practice.image),
            tenant: practice.vault.tenant,
            instance: practice.vault.instanceKey,
            anchor: NoAnchor()
        )
        let report = try await verifier.verify()
        #expect(report.finding == .unanchored)
        #expect(report.integrated == UInt64(practice.image.keys.count { $0.collection == .audit }))
        let audit = practice.image.keys.filter { $0.collection == .audit }
        var altered = practice.image
        altered[audit[3]] = practice.image[audit[4]]
        altered[audit[4]] = practice.image[audit[3]]
        let swapped = AuditVerifier(
            store: TamperingStore(altered),
            tenant: practice.vault.tenant,
            instance: practice.vault.instanceKey,
            anchor: NoAnchor()
        )
        #expect(try await swapped.verify().finding == .broken(position: 3))
    }

    @Test("a store in use raises no false alarm")
    func inUse() async throws {
        let practice = try await TamperedPractice(anchor: TamperedPractice.temporaryAnchor())
        let desk = try await practice.desk()
        let (ana, ben, vault) = (practice.ana, practice.ben, practice.vault)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (name, patient) in [("a", ana), ("b", ben)] {
                group.addTask {
                    for number in 0..<40 {
                        let note = try await desk.draft(
                            FreeText(text: "Meanwhile."),
                            about: [patient],
                            idempotencyKey: IdempotencyKey("\(name)-\(number)")
                        )
                        try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(name)-\(number)"))
                        _ = try await desk.read(note)
                        if number % 10 == 0 { try await vault.checkpoint() }
                    }
                }
            }
            group.addTask {
                for _ in 0..<20 {
                    let report = try await vault.verify()
                    #expect(report.isConsistent, "\(report)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await vault.verify().isConsistent)
    }
}
