import ClinicalNotesModel
import Testing

@Suite("Release and hold")
struct SharingTests {
    let note = NoteID(owner: OwnerID(Bytes16(high: 1, low: 1)), record: RecordID(Bytes16(high: 2, low: 2)))
    let ana = PatientID(Bytes16(high: 1, low: 1))
    let therapist = PrincipalID(Bytes16(high: 9, low: 9))
    let noon = Instant(milliseconds: 1_000_000)

    @Test("a release opens when it says")
    func release() {
        func isOpen(_ state: Release.State, _ at: Int64) -> Bool {
            Release(note: note, patient: ana, state: state, by: therapist, at: noon)
                .isOpen(at: Instant(milliseconds: at))
        }
        #expect(!isOpen(.withheld, .max))
        #expect(isOpen(.released, .min))
        #expect(!isOpen(.scheduled(noon), 999_999))
        #expect(isOpen(.scheduled(noon), 1_000_000))
    }

    @Test("a hold ends when it says, and not before")
    func hold() {
        func hasExpired(_ expires: Instant?, _ at: Int64) -> Bool {
            Hold(
                note: note,
                patient: ana,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: therapist,
                at: noon,
                individualized: true,
                treatingRelationship: true,
                expires: expires
            ).hasExpired(at: Instant(milliseconds: at))
        }
        #expect(!hasExpired(nil, .max))
        #expect(!hasExpired(noon, 999_999))
        #expect(hasExpired(noon, 1_000_000))
    }

    @Test("a scope takes in its fields and no others")
    func scope() {
        let address = FieldAddress(part: 2, field: 5)
        #expect(SharingScope.note.contains(address))
        #expect(SharingScope.part(2).contains(address))
        #expect(!SharingScope.part(5).contains(address))
        #expect(SharingScope.field(address).contains(address))
        #expect(!SharingScope.field(FieldAddress(part: 5, field: 2)).contains(address))
    }

    @Test("only the listed grounds are lawful, and only (a)(3) is reviewable")
    func grounds() {
        let lawful = HoldGround.allCases.filter { $0.paragraph != nil }
        #expect(
            lawful.map(\.rawValue) == [
                "endanger-life-or-physical-safety", "substantial-harm-to-referenced-person",
                "substantial-harm-by-representative", "confidential-source", "correctional-safety",
                "research-in-progress",
            ]
        )
        for ground in HoldGround.allCases {
            let citation = ground.paragraph?.description ?? ""
            #expect(ground.isReviewable == citation.hasPrefix("45 CFR 164.524(a)(3)"))
        }
    }
}
