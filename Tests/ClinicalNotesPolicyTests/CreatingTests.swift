import ClinicalNotesModel
import Testing

@testable import ClinicalNotesPolicy

@Suite("Beginning a note needs a relation, or an emergency with its reason")
struct CreatingTests {
    private static let policies = [Policy.unitedStates, .unitedKingdom]

    /// Somebody begins a note of their own.
    private static func decide(
        _ principal: PrincipalFacts,
        _ purpose: PurposeOfUse = .documentation,
        needed: Bool = true,
        reason: Bool? = nil,
        by policy: Policy = .unitedStates,
        in compartment: Compartment = .general
    ) -> Decision {
        var note = SampleRequest.note(compartment)
        note.status = .known(.draft)
        note.originators = .known([SampleRequest.colleague])
        var request = SampleRequest.request(principal, .create, purpose, note)
        if policy.version == Policy.unitedKingdom.version { request.jurisdiction = .known(.unitedKingdom) }
        request.emergency = .known(
            reason.map {
                EmergencyFacts(
                    treatmentNeeded: .known(needed),
                    consentUnobtainable: .known(false),
                    justified: .known($0)
                )
            }
        )
        return policy.decide(request)
    }

    private static func clinician(careTeam: Bool, _ role: PrincipalRole = .otherClinicianSameOrg)
        -> PrincipalFacts
    {
        SampleRequest.staff(SampleRequest.colleague, role, careTeam: careTeam)
    }

    @Test("The care team begins notes, whatever is declared; nothing is reviewed for it", arguments: policies)
    func careTeam(_ policy: Policy) {
        for role in Groups.clinicians {
            let clinician = Self.clinician(careTeam: true, role)
            for purpose in [PurposeOfUse.documentation, .treatment, .emergencyTreatment] {
                for reason in [nil, false, true] {
                    let decision = Self.decide(clinician, purpose, reason: reason, by: policy)
                    #expect(decision.effect == .permit)
                    #expect(decision.obligations == [])
                }
            }
        }
    }

    @Test("A stranger begins one in an emergency alone, with its reason and its review", arguments: policies)
    func stranger(_ policy: Policy) {
        for role in Groups.clinicians {
            let stranger = Self.clinician(careTeam: false, role)
            for purpose in PurposeOfUse.allCases {
                for needed in [true, false] {
                    for reason in [nil, false, true] {
                        let decision = Self.decide(
                            stranger,
                            purpose,
                            needed: needed,
                            reason: reason,
                            by: policy
                        )
                        let isEmergency = purpose == .emergencyTreatment && needed && reason != nil
                        let opens = isEmergency && reason == true
                        #expect(decision.effect == (opens ? .permit : .deny), "\(role) \(purpose)")
                        let duties: [Obligation] =
                            opens ? [.breakGlassAudit, .recordReason] : isEmergency ? [.recordReason] : []
                        #expect(decision.obligations == duties, "\(role) \(purpose)")
                    }
                }
            }
        }
    }

    @Test("Nobody else begins one, in an emergency neither", arguments: policies)
    func others(_ policy: Policy) {
        for role in PrincipalRole.allCases where !Groups.clinicians.contains(role) {
            for careTeam in [true, false] {
                let other = SampleRequest.staff(SampleRequest.colleague, role, careTeam: careTeam)
                for reason in [nil, true] {
                    let decision = Self.decide(other, .emergencyTreatment, reason: reason, by: policy)
                    #expect(decision.effect == .deny, "\(role)")
                    #expect(decision.explanation(for: .asker).remedies == [])
                }
            }
        }
        var elsewhere = Self.clinician(careTeam: true)
        elsewhere.organization = .known(OrganizationID(Bytes16(high: 1, low: 9)))
        #expect(Self.decide(elsewhere, .emergencyTreatment, reason: true, by: policy).effect == .deny)
    }

    @Test(
        "A stranger's refusal is told as if there were no such patient, with what is missing",
        arguments: Compartment.allCases
    )
    func told(_ compartment: Compartment) {
        let stranger = Self.clinician(careTeam: false)
        func remedies(_ purpose: PurposeOfUse, _ reason: Bool?) -> [Remedy] {
            let decision = Self.decide(stranger, purpose, needed: false, reason: reason, in: compartment)
            #expect(decision.effect == .deny)
            #expect(decision.told == .concealed)
            #expect(decision.explanation(for: .asker).sentences == [Self.absent])
            return decision.explanation(for: .asker).remedies
        }
        #expect(remedies(.documentation, nil) == [.joinCareTeam])
        #expect(remedies(.emergencyTreatment, nil) == [.joinCareTeam, .recordReason])
        #expect(remedies(.emergencyTreatment, true) == [.joinCareTeam])
        let office = SampleRequest.staff(SampleRequest.colleague, .operations, careTeam: false)
        #expect(Self.decide(office).told == .disclosed)
    }

    private static let absent = "There is nothing here that you can open for this purpose."

    @Test("Where nobody knows the relation, nothing is begun but in an emergency, and that is reviewed")
    func unknown() {
        var somebody = Self.clinician(careTeam: false)
        somebody.careTeam = .unknown
        let ordinary = Self.decide(somebody)
        #expect(ordinary.effect == .undetermined)
        #expect(ordinary.unknown.map(\.description) == ["careTeam"])
        let emergency = Self.decide(somebody, .emergencyTreatment, reason: true)
        #expect(emergency.effect == .permit)
        #expect(emergency.obligations == [.breakGlassAudit, .recordReason])
    }
}
