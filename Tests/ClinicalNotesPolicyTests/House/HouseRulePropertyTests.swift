import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Whatever house rules a host makes up")
struct HouseRulePropertyTests {
    private static let policies = 240
    private static let requestsEach = 40

    /// Calls with the decision by law alone and the one under made-up house rules.
    private func each(
        seed: UInt64,
        of kinds: [HouseRule.Kind] = HouseRule.Kind.allCases,
        _ body: (AccessRequest, Policy, Decision, Decision) throws -> Void
    ) rethrows {
        let law = Policy.everyJurisdiction
        for number in 0..<Self.policies {
            var generated = GeneratedHouseRules(seed: seed &+ UInt64(number))
            let policy = law.adding(generated.rules(1 + number % 30, of: kinds))
            for request in generated.random.some(VectorRequests.all, atMost: Self.requestsEach) {
                let request = generated.dressed(request)
                try body(request, policy, law.decide(request), policy.decide(request))
            }
        }
    }

    private func lane(_ decision: Decision) -> Lane? {
        decision.facts.ordinal(Layout.lane).flatMap(Lane.init(rawValue:))
    }

    @Test("nothing opens to third parties, and nothing of writing and keeping changes for staff")
    func thirdParties() {
        var closed = 0
        each(seed: 1) { request, _, before, after in
            switch lane(before) {
            case .thirdParty:
                #expect(before.effect == .permit || after.effect != .permit, "\(request)")
                if before.effect == .permit, after.effect == .deny { closed += 1 }
            case .recordKeeping where before.facts.truth(.claimsToRepresent) == .no:
                guard before.facts.truth(.asksForSelf) == .no else { return }
                #expect(before.effect == after.effect, "\(request)")
            case .directed: #expect(before.effect == after.effect, "\(request)")
            default: break
            }
        }
        print("house rules made up: \(closed) permits closed")
        #expect(closed > 50)
    }

    @Test("nothing closes to patients in their own record, and duties only come")
    func patients() {
        var opened = 0
        each(seed: 2) { request, _, before, after in
            guard request.principal.role == .known(.patient), lane(before) != .thirdParty else { return }
            // A rule for the portal closes browsing, and nothing else.
            guard request.action != .known(.browse) else { return }
            #expect(before.effect != .permit || after.effect == .permit, "\(request)")
            if before.effect != .permit, after.effect == .permit { opened += 1 }
            if before.effect == .deny, after.effect == .deny {
                #expect(Set(after.obligations).isSuperset(of: before.obligations), "\(request)")
            }
        }
        print("house rules made up: \(opened) records opened to patients")
        #expect(opened > 5)
    }

    @Test("what law compels stands, whole and without delay for HHS")
    func compelled() {
        var seen = 0
        each(seed: 3, of: [.restriction, .requirement]) { request, _, before, after in
            guard before.effect == .permit, before.compiled.compels(before.fired) else { return }
            seen += 1
            #expect(after.effect == .permit, "\(request)")
            #expect(after.visibility == before.visibility, "\(request)")
            let added = Set(after.obligations).subtracting(before.obligations)
            #expect(added.isDisjoint(with: [.deidentifyFirst, .redactOtherSubjects, .minimumNecessary]))
            guard request.purpose == .known(.hhsCompliance) else { return }
            #expect(added.allSatisfy { $0.timing != .before }, "\(request)")
        }
        #expect(seen > 50)
    }

    @Test("rules for the portal close browsing to those whose record it is, and change nothing else")
    func portal() {
        var closed = 0
        each(seed: 8, of: [.portalRestriction]) { request, _, before, after in
            guard request.action == .known(.browse), lane(before) == .access else {
                #expect(Outcome(after) == Outcome(before), "\(request)")
                return
            }
            #expect(before.effect == .permit || after.effect != .permit, "\(request)")
            if before.effect == .permit, after.effect == .deny { closed += 1 }
        }
        #expect(closed > 5)
    }

    @Test("clocks come with what a request for access gets, a permit or a denial, and change nothing else")
    func clocks() {
        var added = 0
        each(seed: 9, of: [.accessClock]) { request, policy, before, after in
            #expect(after.effect == before.effect && after.visibility == before.visibility, "\(request)")
            let more = Set(after.obligations).subtracting(before.obligations)
            #expect(Set(after.obligations).isSuperset(of: before.obligations), "\(request)")
            #expect(more.isSubset(of: [.respond5Days, .respond10Days, .respond15Days]), "\(request)")
            guard !more.isEmpty else { return }
            added += 1
            #expect(after.facts.truth(.standing) != .no, "\(request)")
            let shortest = policy.accessClock(request)
            #expect(more.allSatisfy { ($0.days ?? 0) >= (shortest.days ?? 0) }, "\(request)")
        }
        #expect(added > 20)
    }

    @Test("requirements only add obligations")
    func requirements() {
        var added = 0
        each(seed: 4, of: [.requirement]) { request, _, before, after in
            #expect(after.effect == before.effect, "\(request)")
            #expect(Set(after.obligations).isSuperset(of: before.obligations), "\(request)")
            if before.effect != .permit { #expect(after.obligations == before.obligations) }
            if after.obligations != before.obligations { added += 1 }
        }
        #expect(added > 50)
    }

    @Test("a fact more that is unknown never opens, and an undetermined decision names what would settle it")
    func unknownFacts() {
        var tried = 0
        for number in 0..<60 {
            var generated = GeneratedHouseRules(seed: 500 &+ UInt64(number))
            let policy = Policy.everyJurisdiction.adding(generated.rules(12))
            for request in generated.random.some(VectorRequests.all, atMost: 12) {
                let request = generated.dressed(request)
                let before = policy.decide(request)
                for (name, forget) in VectorRequests.forgetting {
                    var less = request
                    forget(&less)
                    guard less != request else { continue }
                    let after = policy.decide(less)
                    tried += 1
                    #expect(
                        before.effect == .permit || after.effect != .permit,
                        "without \(name): \(request)"
                    )
                    #expect(before.effect != .permit || after.effect != .deny, "without \(name): \(request)")
                    guard after.effect == .undetermined else { continue }
                    #expect(!after.unknown.isEmpty, "without \(name): \(request)")
                }
            }
        }
        print("house rules made up: \(tried) requests with a fact less")
        #expect(tried > 2000)
    }

    @Test("what closed is named, with what it rests on, and nothing that did not hold is")
    func explained() {
        each(seed: 6, of: [.restriction]) { request, policy, before, after in
            let named = policy.house.rules.filter { after.rules.contains($0.id) }
            if after.effect != .undetermined {
                #expect(named.allSatisfy { after.houseTruth(of: $0, request) == .yes }, "\(request)")
            }
            guard before.effect == .permit, after.effect == .deny else { return }
            #expect(!named.isEmpty, "\(request)")
            let sentences = after.explanation(for: .auditor).sentences
            for rule in named {
                #expect(sentences.contains("\(rule.sentence) (\(rule.citation))"), "\(request)")
            }
            #expect(named.contains { after.citations.contains($0.citation) }, "\(request)")
        }
    }

    @Test("masks and rows say what the conditions say, one by one")
    func evaluation() {
        each(seed: 7) { request, policy, _, after in
            for (number, rule) in policy.house.rules.enumerated() {
                let truth = after.houseTruth(of: rule, request)
                #expect(after.houseFired.may.contains(number) == truth.mayHold, "\(rule) \(request)")
                #expect(after.houseFired.must.contains(number) == truth.mustHold, "\(rule) \(request)")
            }
        }
    }

    @Test("the policy's version changes with the rules, and with nothing else")
    func versions() {
        var seen: Set<String> = [Policy.unitedStates.version]
        for number in 0..<Self.policies {
            var generated = GeneratedHouseRules(seed: UInt64(number))
            let rules = generated.rules(5)
            let version = Policy.unitedStates.adding(rules).version
            #expect(seen.insert(version).inserted)
            #expect(Policy.unitedStates.adding(rules).version == version)
            let fewer = HouseRules(rules.name, version: rules.version, rules: Array(rules.rules.dropLast()))
            #expect(seen.insert(Policy.unitedStates.adding(fewer).version).inserted)
        }
    }
}

extension Decision {
    /// Whether a house rule holds, worked out from its conditions without masks.
    func houseTruth(of rule: HouseRule, _ request: AccessRequest) -> Truth {
        rule.unless.reduce(all(rule.when, request) & direction(rule.kind)) { $0 & !all($1, request) }
    }

    /// Whether the request falls under the direction of a kind.
    private func direction(_ kind: HouseRule.Kind) -> Truth {
        let roles: [PrincipalRole]
        switch kind {
        case .restriction, .requirement:
            guard let lane = facts.ordinal(Layout.lane) else { return .unknown }
            return Truth(lane == Lane.thirdParty.ordinal)
        case .patientGrant, .patientDuty: roles = [.patient]
        case .parentGrant, .parentRestriction: roles = [.parent, .personalRepresentative]
        case .portalRestriction, .accessClock:
            let lanes: [Lane] = kind == .accessClock ? [.access, .directed] : [.access]
            return isOn(Layout.lane, lanes.map(\.ordinal)) & isOn(Layout.action, kind.actions.map(\.ordinal))
        }
        guard let role = facts.ordinal(Layout.role) else { return .unknown }
        return Truth(roles.contains { $0.ordinal == role })
    }

    private func isOn(_ span: Layout.Span, _ places: [Int]) -> Truth {
        facts.ordinal(span).map { Truth(places.contains($0)) } ?? .unknown
    }

    private func all(_ tests: [HouseTest], _ request: AccessRequest) -> Truth {
        tests.reduce(.yes) { $0 & truth($1, request) }
    }

    private func truth(_ test: HouseTest, _ request: AccessRequest) -> Truth {
        switch test {
        case .axis(let fact, let allowed):
            guard case .axis(let span) = fact.form, let ordinal = facts.ordinal(span) else { return .unknown }
            return Truth(allowed.contains(ordinal))
        case .flag(let fact, let value):
            guard case .flag(let flag) = fact.form else { return .unknown }
            return value ? facts.truth(flag) : !facts.truth(flag)
        case .kind(let kinds, let value):
            guard case .known(let kind) = request.note.kind else { return .unknown }
            return Truth(kinds.contains(kind) == value)
        case .values(let fact, let members, let value):
            var held = Set<HouseValue>()
            guard request.eachValue(of: fact, { held.insert($0) }) else { return .unknown }
            return Truth(held.isDisjoint(with: members) != value)
        case .hoursOld(let hours, let value):
            guard let old = request.hoursOld else { return .unknown }
            return Truth((old >= hours) == value)
        case .age(let years, let value):
            guard case .known(let patient) = request.patient else { return .unknown }
            guard let patient else { return Truth(!value) }
            guard case .known(let age) = patient.age else { return .unknown }
            return Truth((age >= years) == value)
        }
    }
}
