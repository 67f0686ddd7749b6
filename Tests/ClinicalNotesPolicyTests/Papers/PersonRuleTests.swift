import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Nobody changes who somebody is so that they see more")
struct PersonRuleTests {
    private static let policies = [Policy.unitedStates, .unitedKingdom]
    private static let clinicians: Set<PrincipalRole> = [
        .originator, .treatingClinician, .otherClinicianSameOrg, .supervisor,
    ]
    private static let office: Set<PrincipalRole> = [.operations, .administrator]

    private static func decide(
        _ policy: Policy,
        _ action: NoteAction,
        _ principal: PrincipalFacts,
        benefits: Fact<Bool> = .known(false)
    ) -> Decision {
        var request = SampleRequest.request(principal, action, .operations)
        if policy.version == Policy.unitedKingdom.version { request.jurisdiction = .known(.unitedKingdom) }
        if action == .register {
            request.patient = .known(nil)
            request.note.subjects = .known([])
        }
        request.paper = .known(PaperFacts(benefits: benefits, filedBySelf: .known(true)))
        return policy.decide(request)
    }

    private static func people(_ role: PrincipalRole) -> [PrincipalFacts] {
        var outside = SampleRequest.staff(SampleRequest.colleague, role)
        outside.organization = .known(OrganizationID(Bytes16(high: 1, low: 9)))
        var inPlace = outside
        inPlace.organization = .known(nil)
        inPlace.represents = .known([SampleRequest.kim])
        if role == .patient { inPlace = SampleRequest.patient(SampleRequest.kim) }
        return [
            SampleRequest.staff(SampleRequest.colleague, role, careTeam: true),
            SampleRequest.staff(SampleRequest.colleague, role, careTeam: false), outside, inPlace,
        ]
    }

    @Test(
        "Whatever the role and the relation: who may, nobody who gains, and nothing waits",
        arguments: policies
    )
    func everybody(_ policy: Policy) {
        for role in PrincipalRole.allCases {
            for (number, principal) in Self.people(role).enumerated() {
                let inHouse = number < 2
                let registers = inHouse && (Self.clinicians.contains(role) || Self.office.contains(role))
                let updates = registers && (number == 0 || Self.office.contains(role))
                for (action, may) in [(NoteAction.register, registers), (.updatePerson, updates)] {
                    let decision = Self.decide(policy, action, principal)
                    #expect(decision.effect == (may ? .permit : .deny), "\(action) \(role) \(number)")
                    #expect(decision.obligations == [])
                    let gaining = Self.decide(policy, action, principal, benefits: .known(true))
                    #expect(gaining.effect == .deny, "\(action) \(role) \(number)")
                    let unsaid = Self.decide(policy, action, principal, benefits: .unknown)
                    #expect(unsaid.effect == (may ? .undetermined : .deny), "\(action) \(role) \(number)")
                    if may { #expect(unsaid.unknown.map(\.description) == ["paperBenefits"]) }
                }
            }
        }
    }

    @Test("A refusal to register tells that it is one, since nobody is on record yet; one to update need not")
    func told() {
        let stranger = SampleRequest.staff(SampleRequest.colleague, .billing, careTeam: false)
        let clinician = SampleRequest.staff(SampleRequest.colleague, .otherClinicianSameOrg, careTeam: false)
        #expect(Self.decide(.unitedStates, .register, stranger).told == .disclosed)
        #expect(Self.decide(.unitedStates, .updatePerson, stranger).told == .concealed)
        #expect(Self.decide(.unitedStates, .updatePerson, clinician).told == .concealed)
        let kim = SampleRequest.patient(SampleRequest.kim)
        #expect(Self.decide(.unitedStates, .updatePerson, kim).told == .disclosed)
        var unverified = stranger
        unverified.verified = .known(false)
        #expect(Self.decide(.unitedStates, .register, unverified).told == .concealed)
    }

    @Test("A house rule that names them narrows who registers and updates")
    func narrowed() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("people are the front desk's", because: "Practice policy 11") {
                Request.action.isIn(.register, .updatePerson)
                Principal.role != .operations
            }
        }
        let doctor = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)
        let desk = SampleRequest.staff(SampleRequest.colleague, .operations, careTeam: false)
        for action in [NoteAction.register, .updatePerson] {
            #expect(Self.decide(.unitedStates, action, doctor).effect == .permit)
            #expect(Self.decide(policy, action, doctor).effect == .deny)
            #expect(Self.decide(policy, action, desk).effect == .permit)
        }
    }
}
