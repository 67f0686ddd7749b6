import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Roles of the third-party side")
struct ThirdPartyRoleTests {
    @Test("They are all roles but the patient's and of those in the patient's place, spelled alike")
    func roles() {
        let inPlace: Set<PrincipalRole> = [.patient, .personalRepresentative, .parent]
        #expect(
            ThirdPartyRole.allCases.map(\.role) == PrincipalRole.allCases.filter { !inPlace.contains($0) }
        )
        for role in PrincipalRole.allCases {
            #expect(ThirdPartyRole(of: role)?.role == (inPlace.contains(role) ? nil : role))
        }
    }
}
