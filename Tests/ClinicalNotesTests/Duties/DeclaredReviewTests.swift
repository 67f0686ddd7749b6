import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("What somebody declares about themselves is reviewed by somebody else")
struct DeclaredReviewTests {
    private let setting: DutySetting

    init() async throws { setting = try await DutySetting() }

    private func reviews() async throws -> [Duty] {
        try await setting.worklist().filter { $0.obligation == .breakGlassAudit }
    }

    @Test("a threat, whoever declares it; where nothing is declared nothing is reviewed")
    func threat() async throws {
        let office = setting.office
        let declared = Circumstances(
            threat: ThreatFacts(
                serious: .known(true),
                imminent: .known(true),
                goodFaith: .known(true),
                recipientCanPrevent: .known(true)
            )
        )
        _ = try await setting.clinic.desk(setting.rivera).read(setting.general)
        #expect(try await reviews().isEmpty)
        let session = try await setting.clinic.vault.session(
            for: office.id,
            purpose: .seriousThreat,
            unlocking: office.keyring,
            declaring: declared
        )
        _ = try await session.read(setting.general)
        let review = try #require(try await reviews().first)
        #expect(review.principal == office.id && review.note == setting.general)
        // Who declared it does not review it, though it is on her worklist.
        func discharge(_ staff: Clinic.Staff, _ key: IdempotencyKey) async -> String? {
            await refusal {
                try await setting.clinic.desk(staff, .operations).discharge(review.id, idempotencyKey: key)
            }
        }
        #expect(await discharge(office, "self") == "NotesError(notSolo at practice)")
        let other = try await setting.clinic.staff("Front desk", .operations)
        #expect(await discharge(other, "other") == nil)
        #expect(try await reviews().isEmpty)
    }

    @Test("a duty that is said to have been carried out before")
    func discharged() async throws {
        try await setting.grantToCourt()
        _ = try await setting.bench(reviewed: true).read(setting.own)
        let found = try await reviews()
        let review = try #require(found.first { $0.principal == setting.court.id })
        #expect(review.note == setting.own)
        #expect(
            try await setting.clinic.audit().contains {
                $0.principal == setting.court.id && $0.declared.contains("discharged-legal-review")
            }
        )
    }

    @Test("an emergency, once")
    func emergency() async throws {
        _ = try await setting.emergency().read(setting.general)
        #expect(try await reviews().count == 1)
    }

    @Test("a list that shows something, of a chart, of its number of notes, or of one's own drafts")
    func lists() async throws {
        let rivera = setting.rivera
        _ = try await setting.clinic.desk(rivera).draft(
            FreeText(text: "Not signed yet"),
            about: [setting.ana.id],
            idempotencyKey: "a draft"
        )
        let session = try await setting.clinic.vault.session(
            for: rivera.id,
            purpose: .emergencyTreatment,
            unlocking: rivera.keyring,
            declaring: Circumstances(
                emergency: EmergencyFacts(
                    treatmentNeeded: .known(true),
                    consentUnobtainable: .known(true),
                    justified: .known(true)
                )
            )
        )
        let chart = session.chart(of: setting.ana.id)
        for list in [
            { !(try await chart.page().entries.isEmpty) }, { try await chart.count() > 0 },
            { !(try await session.drafts().isEmpty) },
        ] as [() async throws -> Bool] {
            let before = try await reviews().count
            #expect(try await list())
            #expect(try await reviews().count == before + 1)
        }
    }

    @Test("looking, granting and ending leave nothing to do but that review")
    func noActs() {
        let actor = AuditActor.practice(TenantID(.zero))
        func leaves(_ event: AuditEntry.Event, _ obligation: Obligation) -> Bool {
            actor.entry(event, .read, on: .owner(OwnerID(.zero)), at: Practice.start).leavesOpen(obligation)
        }
        for event in [AuditEntry.Event.inspection, .keyGrant, .enrollmentEnd, .release, .hold] {
            #expect(!leaves(event, .documentEmergency) && !leaves(event, .informIndividual))
            #expect(leaves(event, .breakGlassAudit))
        }
        for event in [AuditEntry.Event.decision, .search, .accessReading] {
            #expect(leaves(event, .documentEmergency) && leaves(event, .informIndividual))
        }
    }
}
