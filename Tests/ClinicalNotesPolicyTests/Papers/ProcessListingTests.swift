import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Legal process is listed to staff only")
struct ProcessListingTests {
    private static func decide(_ principal: PrincipalFacts, _ kind: Fact<PaperKind?>, named: Bool) -> Decision
    {
        var request = SampleRequest.request(principal, .listDirectives, .operations)
        request.paper = .known(PaperFacts(kind: kind, benefits: .known(named), filedBySelf: .known(false)))
        if principal.role == .known(.parent) {
            var child = SampleRequest.about(SampleRequest.kim)
            child.age = .known(9)
            child.minor = .known(
                MinorFacts(
                    serviceConsent: .known(.parental),
                    confidentialityAgreement: .known(false),
                    requestedParentAsRepresentative: .known(false),
                    stateParentAccess: .known(.silent)
                )
            )
            request.patient = .known(child)
        }
        return Policy.unitedStates.decide(request)
    }

    private static func inPlace(_ role: PrincipalRole) -> PrincipalFacts {
        var facts = SampleRequest.patient(role == .patient ? SampleRequest.kim : SampleRequest.lou)
        facts.role = .known(role)
        facts.represents = .known(role == .patient ? [] : [SampleRequest.kim])
        return facts
    }

    @Test(
        "Neither the patient nor who stands in the patient's place sees it, named or not; all other papers they do",
        arguments: [PrincipalRole.patient, .personalRepresentative, .parent]
    )
    func inPlaceOfThePatient(_ role: PrincipalRole) {
        let principal = Self.inPlace(role)
        for named in [true, false] {
            for kind in PaperKind.allCases {
                let decision = Self.decide(principal, .known(kind), named: named)
                #expect(decision.effect == (kind == .legalProcess ? .deny : .permit), "\(kind)")
            }
            let refused = Self.decide(principal, .known(.legalProcess), named: named)
            #expect(refused.citations.first == .hipaa(528, "(a)(2)(i)"))
            #expect(Self.decide(principal, .known(nil), named: named).effect == .permit)
            // Which kind it is must be known before anything is shown.
            #expect(Self.decide(principal, .unknown, named: named).effect == .undetermined)
        }
    }

    @Test("Of the staff it is whose office it is, and clinicians of the care team whom it names")
    func staff() {
        for role in PrincipalRole.allCases where role != .patient {
            for careTeam in [true, false] {
                for named in [true, false] {
                    let staff = SampleRequest.staff(SampleRequest.colleague, role, careTeam: careTeam)
                    let may =
                        role == .operations || role == .administrator
                        || Groups.clinicians.contains(role) && careTeam && named
                    let decision = Self.decide(staff, .known(.legalProcess), named: named)
                    #expect(decision.effect == (may ? .permit : .deny), "\(role) \(careTeam) \(named)")
                }
            }
        }
    }
}
