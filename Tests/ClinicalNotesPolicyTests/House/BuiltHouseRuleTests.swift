import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("House rules as a practice writes them")
struct BuiltHouseRuleTests {
    private static let billing = SampleRequest.staff(SampleRequest.colleague, .billing)

    private func test(_ kind: NoteKind?, _ compartment: Compartment = .general) -> AccessRequest {
        var request = SampleRequest.request(Self.billing, .read, .payment, SampleRequest.note(compartment))
        request.note.kind = kind.map(Fact.known) ?? .unknown
        return request
    }

    private let practice = Policy.unitedStates.adding {
        ThirdPartyRestriction("billing sees no psychological testing", because: "Practice policy 4.2") {
            Principal.role == .billing
            Note.kind == .psychologicalTesting
        }
        PatientGrant("patients may read drafts marked shared", because: "Practice policy 7") {
            Note.status == .draft
            Note.release == .released
        }
    }

    @Test("a restriction closes what it names, and says so")
    func restriction() {
        let decision = practice.decide(test(.psychologicalTesting))
        #expect(decision.effect == .deny)
        #expect(
            decision.rules.prefix(2) == [
                RuleID("house.third-party"), RuleID("house.billing-sees-no-psychological-testing"),
            ]
        )
        #expect(
            decision.citations.prefix(2).map(\.description) == [
                "45 CFR 160.203(b)", "House rule Practice policy 4.2",
            ]
        )
        #expect(practice.decide(test(.intake)).effect == .permit)
    }

    @Test("a kind that nobody knows decides nothing, and is named")
    func unknownKind() {
        let decision = practice.decide(test(nil))
        #expect(decision.effect == .undetermined)
        #expect(decision.unknown.map(\.description) == ["kind"])
        #expect(Policy.unitedStates.decide(test(nil)).effect == .permit)
    }

    @Test("roles of the host's own that nobody knows decide nothing, and are named")
    func unknownRoles() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("not the front desk", because: "Practice policy 1") {
                Principal.hostRole == "front-desk"
            }
        }
        var request = SampleRequest.request()
        #expect(policy.decide(request).effect == .undetermined)
        #expect(policy.decide(request).unknown.map(\.description) == ["hostRole"])
        request.principal.hostRoles = .known([])
        #expect(policy.decide(request).effect == .permit)
        request.principal.hostRoles = .known(["night-shift", "front-desk"])
        #expect(policy.decide(request).effect == .deny)
    }

    @Test("a grant opens a draft that was shared, and no other")
    func grant() {
        func draft(_ sharing: Release.State) -> AccessRequest {
            var note = SampleRequest.note()
            note.status = .known(.draft)
            note.sharing = .known(sharing)
            return SampleRequest.request(
                SampleRequest.patient(SampleRequest.kim),
                .read,
                .patientRequest,
                note
            )
        }
        #expect(practice.decide(draft(.released)).effect == .permit)
        #expect(practice.decide(draft(.withheld)).effect == .deny)
        #expect(Policy.unitedStates.decide(draft(.released)).effect == .deny)
        #expect(
            practice.decide(draft(.released)).rules.contains(
                RuleID("house.patients-may-read-drafts-marked-shared")
            )
        )
    }

    @Test("an exception takes back, an exception that names nothing does not")
    func exceptions() {
        func policy(
            @HouseConditionBuilder<ThirdPartyScope> _ unless: () -> HouseConditions<ThirdPartyScope>
        ) -> Policy {
            Policy.unitedStates.adding {
                ThirdPartyRestriction("nobody but the care team", because: "Practice policy 2") {
                    Request.purpose.isIn(.treatment, .payment)
                }.unless(unless)
            }
        }
        let request = SampleRequest.request()
        #expect(policy {}.decide(request).effect == .deny)
        #expect(policy { Principal.isOnCareTeam }.decide(request).effect == .permit)
        #expect(
            policy {
                Principal.isOnCareTeam; Note.status == .draft
            }.decide(request).effect == .deny
        )
        #expect(policy { !Principal.isOnCareTeam }.decide(request).effect == .deny)
        var unsure = request
        unsure.note.kind = .unknown
        #expect(policy { Note.kind == .intake }.decide(unsure).effect == .undetermined)
    }

    @Test("rules of one name are numbered, within rules, across them and beside the law's")
    func names() {
        let twice = HouseRules("practice", version: "1") {
            ThirdPartyRestriction("The same.", because: "1") { Principal.role == .billing }
            ThirdPartyRestriction("The same!", because: "2") { Principal.role == .court }
            ThirdPartyRestriction("Other.", because: "3") { Principal.role == .hhs }.named("hipaa.hhs")
        }
        #expect(twice.rules.map(\.id.description) == ["house.the-same", "house.the-same#2", "hipaa.hhs"])
        let policy = Policy.unitedStates.adding(twice).adding(twice)
        let ids = policy.houseRules.map { $0.rules.map(\.id.description) }
        #expect(ids[0] == ["house.the-same", "house.the-same#2", "hipaa.hhs#2"])
        #expect(ids[1] == ["house.the-same#3", "house.the-same#2#2", "hipaa.hhs#3"])
        #expect(Set(policy.rules.map(\.id)).count == policy.rules.count)
    }

    @Test("the order of conditions does not matter, their content does")
    func equality() {
        func rules(
            @HouseConditionBuilder<ThirdPartyScope> _ when: () -> HouseConditions<ThirdPartyScope>
        ) -> HouseRules {
            HouseRules("a", version: "1") { ThirdPartyRestriction("b", because: "c", when: when) }
        }
        let one = rules {
            Principal.role.isIn(.billing, .court); Note.kind == .intake
        }
        #expect(
            one
                == rules {
                    Note.kind == .intake; Principal.role.isIn(.court, .billing)
                }
        )
        #expect(
            one
                == rules {
                    Note.kind == .intake; Note.kind == .intake; Principal.role.isIn(.court, .billing)
                }
        )
        #expect(
            one
                != rules {
                    Note.kind == .intake; Principal.role == .court
                }
        )
        #expect(
            one
                != rules {
                    Note.kind != .intake; Principal.role.isIn(.court, .billing)
                }
        )
    }

    @Test("a policy says how much room it has, and each of its rules counts")
    func room() {
        func many(_ count: Int) -> HouseRules {
            HouseRules("many", version: "1") {
                for number in 0..<count {
                    ThirdPartyRestriction("Rule \(number).", because: "x") {
                        Principal.hostRole == HostRole("r\(number)")
                        Note.kind != NoteKind(local: "k\(number)")
                    }
                }
            }
        }
        let policy = Policy.unitedStates.adding(many(200))
        #expect(policy.hasRoom(for: many(256)))
        #expect(!policy.hasRoom(for: many(257)))
        #expect(throws: PolicyError.self) { try policy.adding(decoded: many(257)) }
        #expect((try? policy.adding(decoded: many(256)))?.version == policy.adding(many(256)).version)
        func effect(_ role: HostRole, _ kind: String) -> Effect {
            var request = test(NoteKind(local: kind))
            request.principal.hostRoles = .known([role])
            return policy.adding(many(256)).decide(request).effect
        }
        #expect(effect("r255", "k254") == .deny)
        #expect(effect("r255", "k255") == .permit)
        #expect(effect("r256", "k254") == .permit)
    }

    @Test("a version with spaces stays one word of the policy's version")
    func versionWord() {
        let rules = HouseRules("my practice/x", version: "1 beta#2") {}
        let words = Policy.unitedStates.adding(rules).version.split(separator: " ")
        #expect(words.last?.hasPrefix("my-practice-x/1-beta-2#") == true)
    }

    @Test("a duty is not brought where browsing would tell that there is something")
    func browsing() {
        let policy = Policy.unitedStates.adding {
            PatientDuty("a review for everybody", bringing: .offerReview, because: "x") {}
        }
        let kim = SampleRequest.patient(SampleRequest.kim)
        let browsed = policy.decide(SampleRequest.request(kim, .browse, .patientRequest))
        #expect(browsed.effect == .deny)
        #expect(browsed.obligations == [])
        let note = SampleRequest.note(.psychotherapy)
        let read = policy.decide(SampleRequest.request(kim, .read, .patientRequest, note))
        #expect(read.obligations.contains(.offerReview))
        var stranger = SampleRequest.request(kim, .read, .patientRequest, note)
        stranger.principal.verified = .known(false)
        #expect(!policy.decide(stranger).obligations.contains(.offerReview))
    }

    @Test("a grant opens a held part as it opens a held note, and says nothing of what was not removed")
    func heldPart() {
        let policy = Policy.unitedStates.adding {
            PatientGrant("patients may read it all", because: "Practice policy 7") {}
        }
        var note = SampleRequest.note()
        note.parts = [NotePart(id: 1, audience: .everyone), NotePart(id: 2, audience: .everyone)]
        func decide(_ scope: SharingScope, _ policy: Policy) -> Decision {
            var hold = SampleRequest.safetyHold
            hold.scope = .known(scope)
            note.holds = .known([hold])
            let kim = SampleRequest.patient(SampleRequest.kim)
            return policy.decide(SampleRequest.request(kim, .read, .patientRequest, note))
        }
        #expect(decide(.note, policy).visibility == .everything)
        for scope in [SharingScope.part(2), .field(FieldAddress(part: 1, field: 3))] {
            let opened = decide(scope, policy)
            #expect(opened.visibility == .everything)
            #expect(!opened.obligations.contains(.redactHeldPart))
            let held = decide(scope, .unitedStates)
            #expect(held.visibility != .everything)
            #expect(held.obligations.contains(.redactHeldPart))
        }
    }

    @Test("with the request's own rules unknown they stay named, beside what a rule of the policy waits for")
    func unknownRulesStayNamed() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("nobody reads about children", because: "Practice policy 8") {
                Subject.isUnder(18)
            }
        }
        var request = SampleRequest.request()
        var kim = SampleRequest.about(SampleRequest.kim)
        kim.age = .unknown
        request.patient = .known(kim)
        #expect(policy.decide(request).unknown.map(\.description) == ["age"])
        request.houseRules = .unknown
        #expect(policy.decide(request).unknown.map(\.description) == ["houseDenies", "age"])
    }
}
