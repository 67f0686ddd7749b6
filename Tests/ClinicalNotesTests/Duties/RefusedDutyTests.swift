import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Duties that refusals bring")
struct RefusedDutyTests {
    private func hold(_ note: NoteID, _ setting: DutySetting) async throws {
        try await setting.clinic.desk(setting.rivera)
            .place(
                Hold(
                    note: note,
                    patient: setting.ana.id,
                    ground: .endangerLifeOrPhysicalSafety,
                    determinedBy: .licensedProfessional,
                    by: setting.rivera.id,
                    at: setting.clinic.clock.now,
                    individualized: true,
                    treatingRelationship: true,
                    expires: nil
                ),
                idempotencyKey: "hold"
            )
    }

    @Test("are not shown to who was refused")
    func hiddenFromAsker() async throws {
        let setting = try await DutySetting()
        func duty(_ principal: PrincipalID, wasRefused: Bool) -> Duty {
            Duty(
                id: Duty.ID(position: 0, obligation: .recordReason),
                since: Practice.start,
                due: nil,
                owner: setting.own.owner,
                note: setting.own,
                principal: principal,
                action: .read,
                wasRefused: wasRefused
            )
        }
        let office = try await setting.clinic.desk(setting.office, .operations)
        let okafor = try await setting.clinic.desk(setting.okafor)
        let (own, other) = (setting.okafor.id, setting.office.id)
        #expect(office.maySee(duty(own, wasRefused: true)))
        #expect(!office.maySee(duty(other, wasRefused: true)))
        #expect(office.maySee(duty(other, wasRefused: false)))
        #expect(!okafor.maySee(duty(own, wasRefused: true)))
        #expect(okafor.maySee(duty(own, wasRefused: false)))
        #expect(!okafor.maySee(duty(other, wasRefused: false)))
    }

    @Test("are not lost where the same question was refused without one before")
    func differentDuties() async throws {
        let setting = try await DutySetting()
        let plain = try await setting.clinic.vault.session(
            for: setting.court.id,
            purpose: .judicialProceeding
        )
        #expect(await refusal { _ = try await plain.read(setting.own) } != nil)
        let bench = try await setting.bench(reviewed: false)
        await #expect(throws: NotesError(.refused)) { _ = try await bench.read(setting.own) }
        #expect(try await setting.worklist().map(\.obligation) == [.legalReview])
    }

    @Test("are about their note, however much is asked for")
    func beyondTheShare() async throws {
        let setting = try await DutySetting()
        try await hold(setting.general, setting)
        let portal = try await setting.clinic.portal(setting.ana)
        for number in 1...40 {
            let none = NoteID(
                owner: setting.ana.id.owner,
                record: RecordID(Bytes16(high: 0, low: UInt64(number)))
            )
            #expect(await refusal { _ = try await portal.readRequested(none) } != nil)
        }
        let entries = try await setting.clinic.audit().count
        await #expect(throws: NotesError(.refused)) { _ = try await portal.readRequested(setting.general) }
        #expect(try await setting.clinic.audit().count == entries + 1)
        let letter = try #require(try await setting.worklist().first { $0.obligation == .writtenDenial })
        #expect(letter.note == setting.general && letter.owner == setting.general.owner)
    }

    @Test("are one for each action that was refused")
    func actions() async throws {
        let setting = try await DutySetting()
        try await hold(setting.general, setting)
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.portal(setting.ana, .amendmentRequest)
                .requestAmendment(of: setting.general, "Words", idempotencyKey: "amend")
        }
        let letters = try await setting.worklist().filter { $0.obligation == .writtenDenial }
        #expect(Set(letters.map(\.action)) == [.read, .requestAmendment])
    }

    @Test("and others are discharged once, however many do it at once")
    func once() async throws {
        let setting = try await DutySetting()
        try await hold(setting.general, setting)
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.clinic.portal(setting.ana).readRequested(setting.general)
        }
        let office = try await setting.clinic.desk(setting.office, .operations)
        let review = try #require(try await office.duties().first { $0.obligation == .offerReview })
        let done = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<6 {
                group.addTask {
                    (try? await office.discharge(review.id, idempotencyKey: "discharge-\(number)")) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try await setting.clinic.audit().filter { $0.event == .discharge }.count == 1)
    }

    @Test("are recorded alike for a patient who is hidden and for nobody")
    func accountingOfNobody() async throws {
        let setting = try await DutySetting()
        let stranger = try await setting.portal(setting.ben, .accounting)
        func written(_ patients: [PatientID]) async throws -> Int {
            let before = try await setting.clinic.audit().count
            for (number, patient) in patients.enumerated() {
                let key = IdempotencyKey("\(patient)-\(number)")
                #expect(
                    await refusal {
                        _ = try await stranger.requestAccounting(of: patient, idempotencyKey: key)
                    }
                        == "NotesError(notFound)"
                )
                #expect(await refusal { _ = try await stranger.directives(of: patient) } != nil)
            }
            return try await setting.clinic.audit().count - before
        }
        let cleo = try await setting.clinic.patient("Cleo", seenBy: setting.rivera)
        let hidden = try await written([setting.ana.id, cleo.id])
        let unknown = try await written([1, 2].map { PatientID(Bytes16(high: 5, low: $0)) })
        #expect(hidden == unknown && hidden == 4)
    }

    @Test("that must come first are named with a reader's permission")
    func permission() {
        func permission(_ obligations: [Obligation]) -> Reader {
            Reader(
                principal: PrincipalID(Bytes16(high: 1, low: 1)),
                permissions: [
                    Reader.Permission(
                        action: .disclose,
                        role: .court,
                        purposes: [.judicialProceeding],
                        obligations: obligations,
                        sentence: "A court may order it.",
                        rules: [],
                        citations: []
                    )
                ],
                key: .keyService
            )
        }
        #expect(permission([]).description == "disclose: A court may order it.")
        #expect(
            permission([.legalReview]).description == "disclose after legal-review: A court may order it."
        )
    }
}
