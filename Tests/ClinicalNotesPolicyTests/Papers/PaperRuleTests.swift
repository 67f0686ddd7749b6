import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Nobody lets themselves in")
struct PaperRuleTests {
    private static let policy = Policy.unitedStates

    private static func request(
        _ action: NoteAction,
        _ principal: PrincipalFacts,
        _ paper: PaperFacts?,
        _ purpose: PurposeOfUse = .operations
    ) -> AccessRequest {
        var request = SampleRequest.request(principal, action, purpose)
        request.paper = .known(paper)
        return request
    }

    private static func paper(
        _ kind: PaperKind?,
        benefits: Bool = false,
        filed: Bool = false
    ) -> PaperFacts {
        PaperFacts(kind: .known(kind), benefits: .known(benefits), filedBySelf: .known(filed))
    }

    private static func staff(_ role: PrincipalRole, careTeam: Bool) -> PrincipalFacts {
        SampleRequest.staff(SampleRequest.colleague, role, careTeam: careTeam)
    }

    @Test(
        "Whatever the role, the kind and the relation: who gains waits, who filed or gains confirms nothing",
        arguments: PrincipalRole.allCases
    )
    func everybody(_ role: PrincipalRole) {
        for careTeam in [true, false] {
            let principals = [
                Self.staff(role, careTeam: careTeam),
                role == .patient ? SampleRequest.patient(SampleRequest.kim) : Self.outsider(role),
            ]
            for principal in principals {
                for kind in PaperKind.allCases {
                    let filing = Self.policy.decide(
                        Self.request(.recordDirective, principal, Self.paper(kind, benefits: true))
                    )
                    if filing.effect == .permit, kind != .restriction {
                        #expect(filing.obligations.contains(.awaitConfirmation), "\(role) \(kind)")
                    }
                    for paper in [
                        Self.paper(kind, filed: true), Self.paper(kind, benefits: true, filed: true),
                    ] {
                        let decision = Self.policy.decide(Self.request(.confirmDirective, principal, paper))
                        #expect(decision.effect == .deny, "\(role) \(kind)")
                    }
                    let revoking = Self.policy.decide(
                        Self.request(.revokeDirective, principal, Self.paper(kind))
                    )
                    #expect(!revoking.obligations.contains(.awaitConfirmation))
                }
            }
        }
    }

    private static func outsider(_ role: PrincipalRole) -> PrincipalFacts {
        var facts = staff(role, careTeam: true)
        facts.organization = .known(nil)
        facts.represents = .known([SampleRequest.kim])
        return facts
    }

    @Test("What was seen is closed: a stranger's authorization, a patient's court order, anybody's lists")
    func seen() {
        let stranger = Self.staff(.otherClinicianSameOrg, careTeam: false)
        for kind in PaperKind.allCases {
            #expect(
                Self.policy.decide(
                    Self.request(.recordDirective, stranger, Self.paper(kind, benefits: true))
                ).effect == .deny
            )
            for action in [NoteAction.listDirectives, .revokeDirective, .confirmDirective] {
                #expect(
                    Self.policy.decide(Self.request(action, stranger, Self.paper(kind))).effect == .deny
                )
            }
        }
        let kim = SampleRequest.patient(SampleRequest.kim)
        #expect(
            Self.policy.decide(
                Self.request(.recordDirective, kim, Self.paper(.legalProcess, benefits: true))
            ).effect == .deny
        )
        for role in [PrincipalRole.billing, .otherClinicianSameOrg, .trainee] {
            #expect(
                Self.policy.decide(
                    Self.request(.importRecords, Self.staff(role, careTeam: false), Self.paper(nil))
                ).effect == .deny
            )
        }
    }

    @Test("How somebody stands to a paper that nobody named is unknown, and favors nothing")
    func unnamed() {
        let clerk = Self.staff(.operations, careTeam: false)
        #expect(Self.policy.decide(Self.request(.recordDirective, clerk, nil)).effect == .deny)
        #expect(Self.policy.decide(Self.request(.confirmDirective, clerk, nil)).effect == .deny)
        #expect(Self.policy.decide(Self.request(.enroll, clerk, nil)).effect == .undetermined)
        let importing = Self.policy.decide(Self.request(.importRecords, clerk, nil))
        #expect(importing.effect == .permit)
        #expect(importing.obligations.contains(.awaitConfirmation))
        #expect(Self.policy.decide(Self.request(.listDirectives, clerk, nil)).effect == .permit)
        var unknown = Self.request(.confirmDirective, clerk, Self.paper(.authorization))
        unknown.paper = .known(
            PaperFacts(kind: .known(.authorization), benefits: .known(false), filedBySelf: .unknown)
        )
        let decision = Self.policy.decide(unknown)
        #expect(decision.effect == .undetermined)
        #expect(decision.unknown.map(\.description) == ["paperFiledBySelf"])
    }

    @Test("A paper beside an action that is about none changes nothing")
    func beside() {
        var request = SampleRequest.request()
        let before = Self.policy.decide(request)
        request.paper = .known(Self.paper(.legalProcess, benefits: true, filed: true))
        let after = Self.policy.decide(request)
        #expect(before.effect == after.effect && before.obligations == after.obligations)
        request.paper = .unknown
        #expect(Self.policy.decide(request).effect == before.effect)
    }

    @Test("A refusal is told openly to those who know the patient anyway, and to nobody else")
    func told() {
        func told(_ principal: PrincipalFacts) -> Telling {
            Self.policy.decide(
                Self.request(.confirmDirective, principal, Self.paper(.authorization, filed: true))
            ).told
        }
        #expect(told(SampleRequest.patient(SampleRequest.kim)) == .disclosed)
        #expect(told(Self.staff(.treatingClinician, careTeam: true)) == .disclosed)
        #expect(told(Self.staff(.administrator, careTeam: false)) == .disclosed)
        #expect(told(Self.staff(.otherClinicianSameOrg, careTeam: false)) == .concealed)
        #expect(told(SampleRequest.patient(SampleRequest.lou)) == .concealed)
        #expect(told(Self.staff(.billing, careTeam: false)) == .concealed)
    }

    // MARK: House rules

    private static let narrow = policy.adding {
        ThirdPartyRestriction("papers are the privacy officer's", because: "Practice policy 9") {
            Request.action.isIn(.recordDirective, .confirmDirective, .revokeDirective, .importRecords)
            Principal.hostRole != "privacy-officer"
        }
    }

    @Test("A house rule that names papers narrows staff, never patients, nor a revocation at the office")
    func narrowed() {
        func effect(_ action: NoteAction, _ principal: PrincipalFacts, _ kind: PaperKind? = .authorization)
            -> Effect
        {
            Self.narrow.decide(Self.request(action, principal, Self.paper(kind))).effect
        }
        var clerk = Self.staff(.operations, careTeam: false)
        clerk.hostRoles = .known([])
        var officer = clerk
        officer.hostRoles = .known(["privacy-officer"])
        var doctor = Self.staff(.treatingClinician, careTeam: true)
        doctor.hostRoles = .known([])
        let kim = SampleRequest.patient(SampleRequest.kim)
        for action in [NoteAction.recordDirective, .confirmDirective] {
            #expect(effect(action, officer) == .permit)
            #expect(effect(action, clerk) == .deny)
            #expect(effect(action, doctor) == .deny)
            #expect(effect(action, kim) == .permit)
        }
        #expect(effect(.importRecords, clerk, nil) == .deny)
        #expect(effect(.revokeDirective, doctor) == .deny)
        #expect(effect(.revokeDirective, clerk) == .permit)
        #expect(effect(.revokeDirective, kim) == .permit)
        #expect(effect(.listDirectives, clerk, nil) == .permit)
        let refused = Self.narrow.decide(
            Self.request(.recordDirective, clerk, Self.paper(.authorization))
        )
        #expect(refused.rules.map(\.description).contains("house.papers-are-the-privacy-officer-s"))
    }

    @Test("A house rule that names no action is about seeing, and leaves papers as they are")
    func aboutSeeing() {
        let policy = Self.policy.adding {
            ThirdPartyRestriction("the office reads nothing", because: "Practice policy 10") {
                Principal.role.isIn(.operations, .administrator)
            }
        }
        let clerk = Self.staff(.operations, careTeam: false)
        #expect(policy.decide(Self.request(.read, clerk, nil)).effect == .deny)
        #expect(
            policy.decide(Self.request(.recordDirective, clerk, Self.paper(.authorization))).effect == .permit
        )
    }

    @Test("Whatever restrictions a host makes up, papers open to nobody, and nothing closes to patients")
    func madeUp() throws {
        let vectors = try DecisionVector.papers.get().map(\.request)
        let law = Policy.everyJurisdiction
        var closed = 0
        for seed in 0..<60 as Range<UInt64> {
            var generated = GeneratedHouseRules(seed: seed)
            let policy = law.adding(generated.rules(1 + Int(seed) % 20, of: [.restriction, .requirement]))
            for vector in generated.random.some(vectors, atMost: 60) {
                let request = generated.dressed(vector)
                let before = law.decide(request).effect
                let after = policy.decide(request).effect
                #expect(before == .permit || after != .permit)
                let inPlace = Groups.inPlace.contains { request.principal.role == .known($0) }
                if inPlace { #expect(before == after) }
                if before == .permit, after == .deny { closed += 1 }
            }
        }
        print("papers under made-up restrictions: \(closed) closed to staff")
        #expect(closed > 10)
    }
}
