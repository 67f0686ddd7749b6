import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("Altered records of whom identities name")
struct AlteredIdentityTests {
    private func identities(_ image: StoreImage) -> [RecordKey] {
        image.keys.filter { $0.collection == .identity }
    }

    @Test("one that is missing, changed, foreign, planted or exchanged is noticed and named")
    func everyOne() async throws {
        var harness = try await TamperingHarness(try await TamperedPractice())
        let image = harness.practice.image
        let keys = identities(image)
        // Two patients have a number each, the therapist two keys.
        #expect(keys.count == 4)
        for (key, other) in zip(keys, keys.dropFirst() + keys.prefix(1)) {
            var removed = image
            removed[key] = nil
            let missing = try await harness.expectNoticed(removed, "removed: \(key)")
            #expect(missing.findings == [StoreReport.Finding(.missing, key)])
            var exchanged = image
            exchanged[key]?.value = try #require(image[other]).value
            let altered = try await harness.expectNoticed(exchanged, "exchanged: \(key)")
            #expect(altered.findings == [StoreReport.Finding(.altered, key)])
            var planted = image
            let place = RecordKey(
                tenant: key.tenant,
                owner: key.owner,
                collection: .identity,
                record: RecordID(Entropy.system.bytes16())
            )
            planted[place] = image[key]
            let found = try await harness.expectNoticed(planted, "planted: \(key)")
            #expect(found.findings == [StoreReport.Finding(.altered, place)])
            var elsewhere = image
            elsewhere[
                RecordKey(
                    tenant: key.tenant,
                    owner: harness.practice.ana.owner,
                    collection: .identity,
                    record: key.record
                )
            ] = image[key]
            try await harness.expectNoticed(elsewhere, "with a patient: \(key)")
        }
        #expect(harness.missed.isEmpty, "\(harness.missed)")
    }

    @Test("one that was given up and is put back is noticed, and leads to nobody")
    func putBack() async throws {
        let practice = try await TamperedPractice()
        let number = PersonIdentifier(system: "urn:mrn", value: "Ana")
        let keys = try await practice.vault.core.tenantKeys()
        let key = IdentityRecord.key(keys.record(of: .identifier(number)), practice.vault.tenant)
        let older = practice.store.image[key]
        #expect(older != nil)
        try await practice.vault.update(practice.ana, Person(legalName: "Ana"), idempotencyKey: "nameless")
        #expect(practice.store.image[key] == nil)
        #expect(try await practice.vault.verify().isConsistent)
        practice.store.image[key] = older
        #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.unfiled, key)])
        await #expect(throws: NotesError(.tampered)) {
            try await practice.vault.owner(identifiedBy: number)
        }
    }

    @Test("one that is gone is noticed for ever after, also when honest writes followed")
    func gone() async throws {
        let practice = try await TamperedPractice()
        let number = PersonIdentifier(system: "urn:mrn", value: "Ana")
        let keys = try await practice.vault.core.tenantKeys()
        let key = IdentityRecord.key(keys.record(of: .identifier(number)), practice.vault.tenant)
        practice.store.image[key] = nil
        let person = Person(legalName: "Ana Maria", identifiers: [number])
        try await practice.vault.update(practice.ana, person, idempotencyKey: "renamed")
        #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.missing, key)])
        #expect(try await practice.vault.owner(identifiedBy: number) == nil)
        // Whoever takes the number meanwhile makes it two owners', which is found too.
        _ = try await practice.vault.register(
            Person(legalName: "Eve", identifiers: [number]),
            idempotencyKey: "eve"
        )
        #expect(try await practice.vault.verify().findings == [StoreReport.Finding(.missing, key)])
    }

    @Test("somebody with the practice's keys who gives a number to two is noticed")
    func forged() async throws {
        let practice = try await TamperedPractice()
        let core = practice.vault.core
        let number = PersonIdentifier(system: "urn:mrn", value: "Ana")
        let person = Person(legalName: "Ben", identifiers: [number])
        var transaction = Transaction(core, keys: try await core.tenantKeys())
        try await core.edit(practice.ben.owner, in: &transaction, at: "owner")
        try transaction.change(practice.ben.owner) { (editor) throws(CryptoError) in
            editor.aggregate.persons[practice.ben] = person
            try editor.filePerson(person)
        }
        _ = try await core.commit(try transaction.batch(receipt: nil).batch)
        let keys = try await core.tenantKeys()
        let key = IdentityRecord.key(keys.record(of: .identifier(number)), core.tenant)
        #expect(try await practice.vault.verify().findings.contains(StoreReport.Finding(.missing, key)))
        #expect(try await practice.vault.owner(identifiedBy: number) == practice.ana.owner)
    }
}
