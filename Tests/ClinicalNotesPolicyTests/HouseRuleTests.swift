import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("House rules narrow for third parties and widen for the patient")
struct HouseRuleTests {
    @Test("No house rule about third parties opens anything, and none about patients closes anything")
    func directions() throws {
        for vector in try DecisionVector.own.get() {
            let before = Policy.everyJurisdiction.decide(vector.request)
            for effect in HouseRuleEffect.allCases {
                for axis in HouseRuleAxis.allCases {
                    var request = vector.request
                    request.houseRules = .known(
                        (request.houseRules.value ?? []) + [HouseRuleFacts(effect: effect, axis: axis)]
                    )
                    let after = Policy.everyJurisdiction.decide(request)
                    if axis == .thirdParty {
                        #expect(before.effect == .permit || after.effect != .permit, "\(vector.id)")
                    }
                    if axis == .patientAccess {
                        #expect(before.effect != .permit || after.effect == .permit, "\(vector.id)")
                    }
                    if axis == .thirdParty, effect == .permit {
                        #expect(after.effect == before.effect, "\(vector.id)")
                        #expect(after.obligations == before.obligations, "\(vector.id)")
                    }
                }
            }
        }
    }

    @Test("What law compels stands against a house rule")
    func compelled() throws {
        let compelled: Set<Obligation> = [.limitToOrder, .limitToLaw]
        for vector in try DecisionVector.own.get()
        where vector.expect.effect == .permit
            && !compelled.isDisjoint(with: vector.expect.obligations ?? [])
        {
            guard vector.request.principal.role != .known(.workersComp) else { continue }
            var request = vector.request
            request.houseRules = .known([HouseRuleFacts(effect: .deny, axis: .thirdParty)])
            let decision = Policy.everyJurisdiction.decide(request)
            #expect(decision.effect == .permit, "\(vector.id)")
            #expect(decision.obligations.contains(.legalReview), "\(vector.id)")
        }
    }

    @Test("Revoking never opens, and a defective directive added changes nothing")
    func directives() throws {
        for vector in try DecisionVector.own.get() {
            let before = Policy.everyJurisdiction.decide(vector.request)
            guard case .known(let directives) = vector.request.directives else { continue }
            var revoked = vector.request
            revoked.directives = .known(
                directives.map { directive in
                    var directive = directive
                    directive.revoked = .known(true)
                    directive.revokedInWriting = .known(true)
                    return directive
                }
            )
            #expect(before.effect == .permit || Policy.everyJurisdiction.decide(revoked).effect != .permit)
            guard var extra = directives.first else { continue }
            extra.signed = .known(false)
            var more = vector.request
            more.directives = .known(directives + [extra])
            #expect(Policy.everyJurisdiction.decide(more).effect == before.effect, "\(vector.id)")
            if before.effect == .permit {
                #expect(Policy.everyJurisdiction.decide(more).obligations == before.obligations)
            }
        }
    }
}
