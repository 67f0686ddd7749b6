import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What is told of a denial")
struct ToldTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    private func hold(_ note: NoteID, scope: SharingScope) -> Hold {
        Hold(
            note: note,
            scope: scope,
            patient: ana.id,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .licensedProfessional,
            by: rivera.id,
            at: clinic.clock.now,
            individualized: true,
            treatingRelationship: true,
            expires: nil
        )
    }

    /// What a call that finds nothing says can be done.
    private func remedies(_ call: () async throws -> Void) async -> [Remedy]? {
        do {
            try await call()
            return nil
        } catch {
            guard let error = error as? NotesError, error.code == .notFound else { return nil }
            return error.remedies
        }
    }

    @Test(
        "carries a code: of a note, and of a part that is held, of which the patient also reads beside the rest"
    )
    func codes() async throws {
        let desk = try await clinic.desk(rivera)
        let portal = try await clinic.portal(ana)
        let part = try await desk.signed("Words", about: ana.id, key: "part")
        try await desk.place(
            hold(part, scope: .field(FieldAddress(part: 1, field: 1))),
            idempotencyKey: "hold a field"
        )
        let response = try await portal.requestAccess(to: ana.id, idempotencyKey: "request")
        #expect(response.granted == [part] && response.isPartlyDenied)
        #expect(response.denials.map(\.code) == [.partHeldReviewable])
        #expect(response.denials.first?.obligations == [.offerReview, .writtenDenial])
        #expect(try await portal.readRequested(part).heldBack?.code == .partHeldReviewable)
        #expect(try await desk.read(part).heldBack == nil)

        let whole = try await desk.signed("Other words", about: ana.id, key: "whole")
        try await desk.place(hold(whole, scope: .note), idempotencyKey: "hold")
        let own = try await desk.analysed("Own words", about: ana.id, key: "own")
        let later = try await portal.requestAccess(to: ana.id, idempotencyKey: "later")
        #expect(Set(later.denials.map(\.code)) == [.partHeldReviewable, .notGivenReviewable, .notGiven])
        for (note, code, remedies) in [(whole, .notGivenReviewable, [.review]), (own, .notGiven, [])]
            as [(NoteID, ReasonCode, [Remedy])]
        {
            await #expect {
                _ = try await portal.readRequested(note)
            } throws: { error in
                let refusal = (error as? NotesError)?.refusal
                return refusal?.code == code && refusal?.remedies == remedies
            }
        }
    }

    @Test("says what can be done, the same of what is hidden and of what is not there")
    func remedies() async throws {
        let desk = try await clinic.desk(rivera)
        let own = try await desk.analysed("Own words", about: ana.id, key: "own")
        let absent = NoteID(owner: own.owner, record: RecordID(Bytes16(high: 7, low: 7)))
        let nobodys = NoteID(
            owner: PatientID(Bytes16(high: 8, low: 8)).owner,
            record: RecordID(Bytes16(high: 7, low: 7))
        )
        let okafor = try await clinic.staff("Okafor")
        let other = try await clinic.desk(okafor)
        let ben = try await clinic.portal(clinic.patient("Ben", seenBy: rivera))
        let portal = try await clinic.portal(ana)
        for note in [own, absent, nobodys] {
            #expect(
                await remedies { _ = try await other.read(note) } == [.authorization(purpose: .treatment)]
            )
            for session in [portal, ben] {
                #expect(await remedies { _ = try await session.read(note) } == [.requestAccess])
            }
            #expect(await remedies { _ = try await ben.readRequested(note) } == [])
        }
    }
}
