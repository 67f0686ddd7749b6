import ClinicalNotesModel
import ClinicalNotesPolicy
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
        #expect(await discharge(office, "self") == "VaultError(notSolo at practice)")
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
}
