import ClinicalNotesModel
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("House rules in the figures of a proof")
struct HouseProofTests {
    private static func difference(_ after: Policy, _ before: Policy = .unitedStates) -> PolicyDifference {
        PolicyDifference(from: before, to: after)
    }

    private static let billing = Policy.unitedStates.adding {
        ThirdPartyRestriction("billing sees no psychological testing", because: "Practice policy 4.2") {
            Principal.role == .billing
            Note.kind == .psychologicalTesting
        }
    }

    @Test("The law of New York closes and opens nothing, and brings a review")
    func newYork() throws {
        let difference = Self.difference(.unitedStates.adding(.newYork))
        #expect(difference.opened == .zero)
        #expect(difference.openedExample == nil)
        #expect(difference.closed > .zero)
        let example = try #require(difference.closedExample)
        #expect(Policy.unitedStates.decide(example.facts).effect == .permit)
        #expect(example.values.contains { $0.axis.description == "purpose" })
        #expect(difference.obligations.contains { $0.obligation == .offerReview })
        print("New York: \(difference)")
    }

    @Test("A restriction of billing closes notes of a kind, and the example names it")
    func restriction() throws {
        let difference = Self.difference(Self.billing)
        #expect(difference.opened == .zero)
        #expect(difference.closed > .zero)
        let example = try #require(difference.closedExample)
        print("billing closes for example: \(example)")
        #expect(example.values.contains { $0.axis.description == "role" && $0.value == "billing" })
        #expect(example.values.contains { $0.axis.description.hasPrefix("note.kind") && $0.value == "yes" })
        let back = Self.difference(.unitedStates, Self.billing)
        #expect(back.opened == difference.closed && back.closed == .zero)
    }

    @Test("A grant to patients opens and closes nothing")
    func grant() throws {
        let generous = Policy.unitedStates.adding {
            PatientGrant("patients may read drafts marked shared", because: "Practice policy 7") {
                Note.status == .draft
                Note.release == .released
            }
        }
        let difference = Self.difference(generous)
        #expect(difference.opened > .zero)
        #expect(difference.closed == .zero)
        let example = try #require(difference.openedExample)
        #expect(Policy.unitedStates.decide(example.facts).effect == .deny)
        print("grant opens for example: \(example)")
    }

    @Test("Rules about parents open and close by who stands in a minor's place")
    func parents() {
        let open = Policy.unitedStates.adding {
            ParentGrant("parents read what their minors read", because: .other("RCW 70.02.030")) {
                Note.status == .signed
            }
        }
        let closed = Policy.unitedStates.adding {
            ParentRestriction("no parents", because: .other("RCW 70.02.240")) { Note.status == .signed }
        }
        let opening = Self.difference(open)
        #expect(opening.opened > .zero && opening.closed == .zero)
        #expect(opening.openedExample != nil)
        let closing = Self.difference(closed)
        #expect(closing.closed > .zero && closing.opened == .zero)
        #expect(closing.closedExample != nil)
    }

    @Test("The certificate and the counts change with a house rule, in what it says and in its name")
    func certificate() {
        func proof(_ policy: Policy) -> PolicyProof { PolicyProof(of: policy, statements: []) }
        let law = proof(.unitedStates)
        let billing = proof(Self.billing)
        let again = proof(Self.billing)
        #expect(billing.certificate == again.certificate)
        let newYork = proof(.unitedStates.adding(.newYork))
        #expect(Set([law.certificate, billing.certificate, newYork.certificate]).count == 3)
        #expect(newYork.permittedPoints < law.permittedPoints)
        #expect(newYork.points == law.points)
        #expect(billing.points > law.points)
    }

    @Test("A house rule that changes nothing alone is dead, one that another repeats never decides alone")
    func worth() throws {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("nobody browses but patients", because: "Practice policy 1") {
                Request.action == .browse
            }.named("house.dead")
            ThirdPartyRestriction("no payment", because: "Practice policy 2") {
                Request.purpose == .payment
            }.named("house.payment")
            ThirdPartyRestriction("no billing for payment", because: "Practice policy 3") {
                Request.purpose == .payment
                Principal.role == .billing
            }.named("house.repeated")
        }
        let worth = HouseWorth.all(of: policy)
        #expect(worth.map(\.rule.description) == ["house.dead", "house.payment", "house.repeated"])
        #expect(worth.map(\.isDead) == [true, false, false])
        #expect(worth.map(\.decidesAlone) == [false, true, false])
        #expect(worth.allSatisfy { $0.points > .zero })
    }

    @Test("Without a house rule the rest is proven, and law is not left out by the same way")
    func removing() throws {
        let rule = RuleID("house.billing-sees-no-psychological-testing")
        let less = Self.billing.removing(houseRules: [rule])
        #expect(less.rules.map(\.id) == Policy.unitedStates.rules.map(\.id))
        #expect(less.version != Self.billing.version)
        let difference = Self.difference(less, Self.billing)
        #expect(difference.opened > .zero && difference.closed == .zero)
        #expect(Self.difference(less).isEmpty)
        let law = RuleID("hipaa.verification")
        let same = Self.billing.removing(houseRules: [law])
        #expect(same.version == Self.billing.version)
        #expect(same.rules.map(\.id) == Self.billing.rules.map(\.id))
        let proven = try Self.billing.verify(without: [rule])
        let whole = try Self.billing.verify()
        #expect(proven.permittedPoints != whole.permittedPoints)
        #expect(proven.certificate == (try Policy.unitedStates.verify().certificate))
    }

    /// A point of a request, if all facts are known.
    private static func point(_ request: AccessRequest, _ diagram: PolicyDiagram) -> [Bool]? {
        let facts = FactWords(of: request)
        guard facts.complete, case .known(let kind) = request.note.kind,
            case .known(.some(let patient)) = request.patient, case .known(let age) = patient.age
        else { return nil }
        // What a parent grant opens of such a record no axis tells.
        if facts.truth(.parentRefused) == .yes, Term([Region.part2]).must(facts) { return nil }
        var point = diagram.coding.point(facts)
        for question in diagram.hosts.questions {
            guard let variable = diagram.coding.place(hostBit: question.name)?.variable else { return nil }
            switch question.test {
            case .kind(let kinds, _): point[variable] = kinds.contains(kind)
            case .values(let fact, let any, _):
                var held = Set<HouseValue>()
                guard request.eachValue(of: fact, { held.insert($0) }) else { return nil }
                point[variable] = !any.isDisjoint(with: held)
            case .hoursOld(let hours, _):
                guard let old = request.hoursOld else { return nil }
                point[variable] = old >= hours
            case .age(let years, _): point[variable] = age >= years
            case .axis, .flag: return nil
            }
        }
        return point
    }

    @Test("The diagram decides as the engine does under generated house rules", arguments: 1...6)
    func engine(_ seed: Int) {
        var generated = GeneratedHouseRules(seed: UInt64(seed))
        let policy = Policy.unitedStates.adding(generated.rules(12))
        var diagram = PolicyDiagram(policy, hosts: HostAxes(policy.house.rules))
        let outcome = diagram.outcome()
        let domain = diagram.domain()
        let brought = Obligation.allCases.map { ($0, diagram.bringing($0, outcome)) }
        var compared = 0
        var changed = 0
        let papers = ((try? DecisionVector.papers.get()) ?? []).map(\.request)
        for vector in VectorRequests.all + papers {
            let request = generated.dressed(vector)
            guard let point = Self.point(request, diagram) else { continue }
            let decision = policy.decide(request)
            let permits = diagram.diagram.holds(outcome.permitted, at: point)
            #expect(diagram.diagram.holds(domain, at: point))
            #expect(permits == (decision.effect == .permit))
            let obligations = brought.filter { _, functions in
                diagram.diagram.holds(permits ? functions.onPermit : functions.onDenial, at: point)
            }.map(\.0)
            #expect(Set(obligations) == Set(decision.obligations))
            compared += 1
            if decision.effect != Policy.unitedStates.decide(request).effect { changed += 1 }
        }
        print("house diagram against engine: \(compared) requests, \(changed) changed by house rules")
        #expect(compared > 100)
    }
}
