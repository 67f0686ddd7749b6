import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Explanations")
struct ExplanationTests {
    private let colleague = SampleRequest.staff(SampleRequest.colleague, .treatingClinician)

    @Test("The asker hears the same whatever is hidden", arguments: Compartment.allCases, NoteStatus.allCases)
    func asker(_ compartment: Compartment, _ status: NoteStatus) {
        let outsider = SampleRequest.staff(SampleRequest.colleague, .administrator, careTeam: false)
        var note = SampleRequest.note(compartment)
        note.status = .known(status)
        let decision = Policy.unitedStates.decide(SampleRequest.request(outsider, .read, .operations, note))
        let other = Policy.unitedStates.decide(SampleRequest.request(outsider, .read, .operations))
        #expect(decision.effect == .deny)
        #expect(decision.told == .concealed)
        #expect(decision.explanation(for: .asker) == other.explanation(for: .asker))
    }

    @Test("The asker hears what can be done")
    func remedies() {
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, SampleRequest.note(.psychotherapy))
        )
        #expect(decision.explanation(for: .asker).remedies == [.authorization(purpose: .treatment)])
    }

    @Test(
        "In an emergency without a recorded reason the asker hears of it, whatever is hidden",
        arguments: Compartment.allCases
    )
    func reason(_ compartment: Compartment) {
        let outsider = SampleRequest.staff(SampleRequest.colleague, .otherClinicianSameOrg, careTeam: false)
        let note = SampleRequest.note(compartment)
        var request = SampleRequest.request(outsider, .read, .emergencyTreatment, note)
        func remedies(justified: Bool) -> [Remedy] {
            request.emergency = .known(
                EmergencyFacts(
                    treatmentNeeded: .known(false),
                    consentUnobtainable: .known(false),
                    justified: .known(justified)
                )
            )
            return Policy.unitedStates.decide(request).explanation(for: .asker).remedies
        }
        #expect(remedies(justified: false) == [.authorization(purpose: .emergencyTreatment), .recordReason])
        #expect(remedies(justified: true) == [.authorization(purpose: .emergencyTreatment)])
    }

    @Test("The auditor hears rules, paragraphs and near misses")
    func auditor() throws {
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, SampleRequest.note(.psychotherapy))
        )
        let explanation = decision.explanation(for: .auditor)
        #expect(explanation.sentences.contains { $0.contains("45 CFR 164.508(a)(2)") })
        let nearest = try #require(explanation.nearMisses.first)
        #expect(nearest.lacking.count == 1)
        #expect(
            explanation.nearMisses.contains {
                $0.rule == RuleID("hipaa.psychotherapy.originator-treatment")
                    && $0.lacking.map(\.description) == ["isAuthor"]
            }
        )
    }

    @Test("A permission that held is the nearest miss, and names the prohibition that closed it")
    func closedByProhibition() {
        var note = SampleRequest.note()
        note.restrictions = .known([
            RestrictionFacts(
                kind: .known(.agreed),
                blocksRoles: .known([.treatingClinician]),
                blocksPurposes: .known([.treatment])
            )
        ])
        let open = Policy.unitedStates.decide(SampleRequest.request(colleague))
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, note)
        )
        #expect(open.effect == .permit && decision.effect == .deny)
        let misses = decision.explanation(for: .auditor).nearMisses
        let restriction = RuleID("hipaa.agreed-restriction")
        #expect(misses.first?.rule == open.rules.first)
        #expect(misses.first?.lacking == [])
        #expect(misses.count == 3)
        // Who lacks something hears of both: without the facts it would still be closed.
        #expect(misses.dropFirst().allSatisfy { !($0.lacking + $0.against).isEmpty })
        #expect(misses.allSatisfy { $0.closedBy == [restriction] })
        #expect(decision.explanation(for: .asker).nearMisses.isEmpty)
        #expect(open.explanation(for: .auditor).nearMisses.isEmpty)
    }

    @Test("What a host's restriction closed names the rule of the host; what law compels it does not close")
    func closedByHouse() {
        let policy = Policy.unitedStates.adding {
            ThirdPartyRestriction("nobody treats here", because: "Practice policy 1") {
                Request.purpose == .treatment
            }
        }
        let misses = policy.decide(SampleRequest.request(colleague)).explanation(for: .auditor).nearMisses
        let house = [RuleID("house.third-party"), RuleID("house.nobody-treats-here")]
        #expect(misses.first?.lacking == [])
        #expect(misses.first?.closedBy == house)
        let compelled = Set(policy.compiled.compulsions.numbers.map { policy.compiled.rules[$0].id })
        #expect(misses.allSatisfy { $0.closedBy == (compelled.contains($0.rule) ? [] : house) })
    }

    @Test("Where nothing prohibits, nothing is named; an exception that holds is lacking, not closing")
    func notClosed() throws {
        let stranger = SampleRequest.staff(SampleRequest.colleague, .marketer, careTeam: false)
        let denied = Policy.unitedStates.decide(SampleRequest.request(stranger, .read, .marketing))
        let misses = denied.explanation(for: .auditor).nearMisses
        #expect(denied.effect == .deny && !misses.isEmpty)
        #expect(misses.allSatisfy { $0.closedBy.isEmpty && !($0.lacking + $0.against).isEmpty })

        var couple = SampleRequest.note()
        couple.subjects = .known([SampleRequest.kim, SampleRequest.lou])
        couple.segmentable = .known(false)
        var outside = SampleRequest.staff(SampleRequest.colleague, .healthPlan, careTeam: false)
        outside.organization = .known(OrganizationID(Bytes16(high: 1, low: 2)))
        let shared = Policy.unitedStates.decide(SampleRequest.request(outside, .disclose, .payment, couple))
        #expect(shared.effect == .deny)
        let rules = shared.compiled.rules
        let payment = try #require(rules.firstIndex { $0.id == RuleID("hipaa.payment-elsewhere") })
        let obstacles = shared.compiled.obstacles(payment, shared.facts)
        #expect(obstacles.lacking.map(\.description) == ["segmentable", "authorizedByAll"])
        #expect(obstacles.against.map(\.description) == ["severalSubjects"])
    }

    @Test("What stands against a rule is told apart from what it lacks, and law of elsewhere is left out")
    func against() throws {
        var draft = SampleRequest.note()
        draft.status = .known(.draft)
        let kim = SampleRequest.patient(SampleRequest.kim)
        let request = SampleRequest.request(kim, .read, .patientRequest, draft)
        let decision = Policy.everyJurisdiction.decide(request)
        #expect(decision.effect == .deny)
        let misses = decision.explanation(for: .auditor).nearMisses
        let access = try #require(misses.first { $0.rule == RuleID("hipaa.access") })
        #expect(access.lacking == [] && access.against.map(\.description) == ["draftClosed"])
        #expect(misses.allSatisfy { !$0.rule.description.hasPrefix("uk.") })
        for miss in misses { #expect(!miss.lacking.contains(.jurisdiction), "\(miss.rule)") }
    }

    @Test("An undetermined decision names the prohibitions that may close what held")
    func mayBeClosed() {
        var note = SampleRequest.note()
        note.restrictions = .unknown
        let decision = Policy.unitedStates.decide(
            SampleRequest.request(colleague, .read, .treatment, note)
        )
        #expect(decision.effect == .undetermined)
        let misses = decision.explanation(for: .auditor).nearMisses
        #expect(misses.first?.lacking == [])
        #expect(misses.first?.closedBy.contains(RuleID("hipaa.agreed-restriction")) == true)
    }

    @Test("An undetermined decision names what would settle it")
    func unknown() {
        var asker = colleague
        asker.careTeam = .unknown
        let decision = Policy.unitedStates.decide(SampleRequest.request(asker))
        #expect(decision.effect == .undetermined)
        #expect(decision.unknown.map(\.description).contains("careTeam"))
        #expect(decision.visibility == .nothing)
    }

    @Test("A refused parent is told openly and neutrally; under Part 2 as if nothing were there")
    func parent() {
        func told(_ compartment: Compartment) -> Decision {
            var parent = SampleRequest.patient(SampleRequest.lou)
            parent.role = .known(.parent)
            parent.represents = .known([SampleRequest.kim])
            var request = SampleRequest.request(
                parent,
                .read,
                .patientRequest,
                SampleRequest.note(compartment)
            )
            var kim = SampleRequest.about(SampleRequest.kim)
            kim.age = .known(15)
            kim.minor = .known(
                MinorFacts(
                    serviceConsent: .known(.minorAlone),
                    confidentialityAgreement: .known(false),
                    requestedParentAsRepresentative: .known(false),
                    stateParentAccess: .known(.silent)
                )
            )
            request.patient = .known(kim)
            return Policy.unitedStates.decide(request)
        }
        #expect(told(.general).told == .disclosed)
        #expect(told(.general).obligations == [.writtenDenial])
        #expect(told(.substanceUse).told == .concealed)
        #expect(told(.substanceUse).obligations == [])
    }
}
