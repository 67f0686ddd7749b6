import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("The keys of granted compartments")
struct KeysInAdvanceTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    private func view() async throws -> OwnerView {
        try #require(try await clinic.vault.core.view([ana.id.owner: []]).owners[ana.id.owner])
    }

    /// The compartments of which somebody drew a key.
    private func drawn(_ view: OwnerView) -> [Compartment] {
        view.aggregate.slots.compactMap { use in
            guard use.reader == rivera.id, case .generation(let compartment, _) = use.scope else {
                return nil
            }
            return compartment
        }
    }

    @Test("are drawn with an author's first note, whatever it is, and not again with a psychotherapy note")
    func first() async throws {
        let desk = try await clinic.desk(rivera)
        let before = try await view()
        _ = try await desk.signed("Sleeps better", about: ana.id, key: "general")
        let first = try await view()
        #expect(drawn(before).isEmpty)
        #expect(
            drawn(first).sorted { $0.rawValue < $1.rawValue } == [.psychotherapy, .substanceUseCounseling]
        )
        let own = try await desk.analysed("The cradle", about: ana.id, key: "own")
        let second = try await view()
        #expect(second.aggregate == first.aggregate && second.slots == first.slots)
        #expect(second.aggregateRevision == first.aggregateRevision)
        #expect(second.slotsRevision == first.slotsRevision)
        #expect(try await desk.read(own).copyText() == "The cradle")
    }

    @Test("wait for the author's keyring")
    func withoutKeyring() async throws {
        let desk = try await clinic.vault.session(for: rivera.id, purpose: .treatment)
        _ = try await desk.draft(FreeText("Sleeps better"), about: [ana.id], idempotencyKey: "general")
        #expect(drawn(try await view()).isEmpty)
    }

    @Test("stand in a row that is written as often as the aggregate, whatever changes in it")
    func asOften() async throws {
        let before = try await view()
        #expect(before.slotsRevision == before.aggregateRevision)
        try await clinic.vault.update(ana.id, Person(legalName: "Ana Maria"), idempotencyKey: "update")
        let after = try await view()
        #expect(after.aggregateRevision == before.aggregateRevision + 1)
        #expect(after.slotsRevision == after.aggregateRevision)
        let changed = after.slots.slots.indices.filter { after.slots.slots[$0] != before.slots.slots[$0] }
        #expect(changed.count == 1)
        #expect(!after.aggregate.slots.map(\.index).contains(UInt32(changed[0])))
        #expect(try await clinic.vault.verify().isConsistent)
    }
}
