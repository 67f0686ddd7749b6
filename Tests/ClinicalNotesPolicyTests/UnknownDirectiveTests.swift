import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("A document of unknown kind may be of any")
struct UnknownDirectiveTests {
    @Test("whatever may follow from a document may follow from it", arguments: Compartment.allCases)
    func everything(_ compartment: Compartment) {
        var request = SampleRequest.request(note: SampleRequest.note(compartment))
        request.directives = .unknown
        let unknown = FactWords(of: request)
        request.directives = .known([
            DirectiveFacts(
                kind: .unknown,
                covers: .unknown,
                compoundWith: .unknown,
                disclosers: .unknown,
                recipients: .unknown,
                purposes: .unknown,
                subjects: .unknown,
                signed: .unknown,
                dated: .unknown,
                signedBy: .unknown,
                signerAuthorityDescribed: .unknown,
                expires: .unknown,
                expirationEventOccurred: .unknown,
                elementsMissing: .unknown,
                statementsMissing: .unknown,
                revoked: .unknown,
                revokedInWriting: .unknown,
                conditioned: .unknown,
                knownFalse: .unknown,
                remunerationStated: .unknown
            )
        ])
        let found = FactWords(of: request)
        for flag in [
            Flag.consentForTPO, .consentForProceedings, .consentSpecific, .signedByMinor, .expired, .revoked,
            .generalConsentShown, .otherKindShown, .authorized, .consented, .counselingConsented,
        ] {
            #expect(unknown.truth(flag) == .unknown)
            #expect(found.truth(flag) == .unknown, "\(flag)")
        }
    }
}
