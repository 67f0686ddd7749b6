internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What comes with what is opened to third parties, where it comes from a rule of its own; what a permission brings itself is
/// a table of the rules.
extension OutcomeCase {
    private static let seen: Condition = .action(Region.content)

    /// 45 CFR 164.502(b), 164.312(a)(2)(ii): what is used is what is needed.
    static let ofUse: [OutcomeCase] = [
        .permit(
            brings: .minimumNecessary,
            law: .hipaa(502, "(b)"),
            [
                .compartment(.general), .that(.inHouse, .isAuthor), .action(.read, .export),
                .purpose(.payment, .operations), Region.unpermitted,
            ],
            amongOthers: true
        ),
        .permit(
            brings: .minimumNecessary,
            law: .part2(13, "(a)"),
            [
                .compartment(.substanceUse), .that(.consented),
                .not(.fromProgram, .isAuthor, .severalSubjects), .purpose(.payment, .operations),
            ]
        ),
        .denial(
            brings: .recordReason,
            law: .hipaa(312, "(a)(2)(ii)"),
            [
                .that(.verified, .inHouse, .treatmentNeeded), .not(.reasonRecorded),
                .purpose(.emergencyTreatment), .role([.originator] + Region.clinicians),
                .compartment(.general, .substanceUse),
            ]
        ),
        .denial(brings: .recordReason, law: .hipaa(508, "(b)(5)"), [.that(.verified, .onlyOrallyRevoked)]),
        .permit(
            brings: .redactOtherSubjects,
            law: .hipaa(502, "(b)"),
            [
                .compartment(.general, .substanceUse), .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll, .consentedByAll),
                .purpose([
                    .treatment, .payment, .familyInvolvement, .employment, .marketing, .research, .sale,
                ]),
            ],
            [
                .compartment(.general), .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll),
                .purpose(.specializedGovernment, .workersComp, .funeral, .organDonation),
            ],
            amongOthers: true
        ),
    ].within(.lane(.thirdParty))

    /// 45 CFR 164.512, 164.528, 42 CFR 2.32, 2.61: what law, courts and authorities get comes with its limits.
    static let ofProcess: [OutcomeCase] = [
        .permit(
            brings: .accountDisclosure,
            law: .hipaa(528, "(a)(1)"),
            [.purpose(.seriousThreat), .not(.inHouse)],
            [
                .compartment(.general), .purpose(.research), .role(.researcher), .that(.waived),
                .not(.inHouse),
            ],
            amongOthers: true
        ),
        .permit(
            brings: .informIndividual,
            law: .hipaa(512, "(c)(2)"),
            [Region.ordinary, .purpose(.abuseReport), .instrument(.statute)],
            [
                .compartment(.substanceUse), .that(.underPrivacyRule), .purpose(.abuseReport),
                .instrument(.statute),
            ]
        ),
        .permit(
            brings: .legalReview,
            law: .hipaa(512, "(e)(1)(i)"),
            [
                .compartment(.psychotherapy, .substanceUse, .substanceUseCounseling),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
            ]
        ),
        .permit(
            brings: .legalReview,
            law: .part2(33, "(b)(1)"),
            [.compartment(.substanceUse), .purpose(.judicialProceeding), .instrument(.attorneySubpoena)]
        ),
        .denial(
            brings: .legalReview,
            law: .hipaa(512, "(e)(1)"),
            [.that(.verified, .courtProcessShown), .purpose(.judicialProceeding, .lawEnforcement)]
        ),
        .denial(
            brings: .legalReview,
            law: .part2(61),
            [Region.part2, .that(.verified, .mandatory)],
            [Region.part2, .that(.verified, .againstPatient)],
            [Region.part2, .that(.verified), .purpose(.seriousThreat)]
        ),
        .permit(
            brings: .part2Notice,
            law: .part2(32, "(a)"),
            [
                .compartment(.substanceUse), .that(.underPrivacyRule), .not(.inHouse), seen,
                .purpose([
                    .treatment, .emergencyTreatment, .payment, .operations, .research, .familyInvolvement,
                ]),
            ],
            amongOthers: true
        ),
    ].within(.lane(.thirdParty))

    /// 45 CFR 164.501: a note under the wrong label is written anew.
    static let ofLabels: [OutcomeCase] = [
        .permit(brings: .reclassifyNote, law: .hipaa(501), [.that(.mislabeled)]),
        .denial(brings: .reclassifyNote, law: .hipaa(501), [.that(.mislabeled, .verified)]),
    ].within(.lane(.access, .directed, .thirdParty))
}
