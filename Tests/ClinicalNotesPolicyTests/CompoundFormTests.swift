import ClinicalNotesModel
import ClinicalNotesPolicy
import Testing

@Suite("What a form may be combined with")
struct CompoundFormTests {
    private static let plan = OrganizationID(Bytes16(high: 4, low: 1))

    private func effect(
        _ kind: DirectiveKind,
        of compartment: Compartment,
        for purpose: PurposeOfUse,
        combinedWith documents: Set<CompoundDocument>
    ) -> Effect {
        var note = SampleRequest.note(compartment)
        note.holder = .known(compartment == .substanceUse ? .part2Program : .originatingEntity)
        var reader = SampleRequest.staff(PrincipalID(Bytes16(high: 2, low: 9)), .healthPlan, careTeam: false)
        reader.organization = .known(Self.plan)
        var request = SampleRequest.request(reader, .disclose, purpose, note)
        request.directives = .known([
            DirectiveFacts(
                kind: .known(kind),
                covers: .known([compartment]),
                compoundWith: .known(documents),
                disclosers: .known([SampleRequest.clinic]),
                recipients: .known([.organization(Self.plan)]),
                purposes: .known([purpose]),
                subjects: .known([SampleRequest.kim]),
                signed: .known(true),
                dated: .known(true),
                signedBy: .known(.patient),
                expires: .known(.before(SampleRequest.now + .seconds(60))),
                expirationEventOccurred: .known(false),
                elementsMissing: .known([]),
                statementsMissing: .known([]),
                revoked: .known(false),
                revokedInWriting: .known(false)
            )
        ])
        return Policy.unitedStates.decide(request).effect
    }

    @Test(
        "An authorization for psychotherapy notes stands with another of its kind only, 45 CFR 164.508(b)(3)(ii)",
        arguments: [
            ([], .permit), ([.psychotherapyAuthorization], .permit), ([.generalAuthorization], .deny),
            ([.psychotherapyAuthorization, .generalAuthorization], .deny), ([.other], .deny),
        ] as [(Set<CompoundDocument>, Effect)]
    )
    func psychotherapy(_ documents: Set<CompoundDocument>, _ expected: Effect) {
        #expect(
            effect(.hipaaAuthorization, of: .psychotherapy, for: .employment, combinedWith: documents)
                == expected
        )
    }

    @Test(
        "A Part 2 consent is refused as soon as one for counseling notes is on the form, 42 CFR 2.31(b)(2)",
        arguments: [
            ([], .permit), ([.consentToTreatment], .permit), ([.part2ConsentCounseling], .deny),
            ([.consentToTreatment, .part2ConsentCounseling], .deny),
        ] as [(Set<CompoundDocument>, Effect)]
    )
    func part2(_ documents: Set<CompoundDocument>, _ expected: Effect) {
        #expect(
            effect(.part2ConsentSpecific, of: .substanceUse, for: .employment, combinedWith: documents)
                == expected
        )
    }
}
