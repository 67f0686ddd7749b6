internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// 42 CFR 2.12 to 2.65: which paragraph kept a record of a program.
    static let substanceUse: [OutcomeCase] = [
        .refusal(
            .part2(61, "(a)"),
            [.instrument(.part2CourtOrder), .not(.withSubpoena)],
            [.purpose(.judicialProceeding)],
            [.purpose(.lawEnforcement), .instrument(.grandJurySubpoena, .attorneySubpoena)]
        ),
        .refusal(.part2(63, "(a)"), [.instrument(.part2CourtOrder), .not(.confidentialFinding)]),
        .refusal(
            .part2(64, "(e)"),
            [.instrument(.part2CourtOrder), .that(.orderNoncriminal, .withSubpoena, .confidentialFinding)]
        ),
        .refusal(
            .part2(65, "(e)"),
            [.instrument(.part2CourtOrder), .that(.orderAgainstPatient, .withSubpoena, .confidentialFinding)]
        ),
        .refusal(.part2(65), [.purpose(.lawEnforcement)]),
        .refusal(.part2(12, "(c)(6)"), [.role(.protectiveServices)], [.purpose(.abuseReport)]),
        .refusal(.part2(12, "(d)(1)"), [.that(.againstPatient)], amongOthers: true),
        .refusal(.part2(12, "(c)(4)"), [.role(.businessAssociate), .not(.coveredEntity)]),
        .refusal(.part2(12, "(c)(3)"), [.that(.inHouse, .fromProgram)]),
        .refusal(.part2(33, "(b)(1)"), [.that(.underPrivacyRule)], amongOthers: true),
        .refusal(.part2(33, "(b)"), [.not(.underPrivacyRule, .lawfulHolder, .fromProgram)]),
        .refusal(.part2(33, "(b)(3)"), [.that(.lawfulHolder)]),
        .refusal(.part2(33, "(c)"), [.that(.lawfulHolder), .role(.businessAssociate), .not(.coveredEntity)]),
        .refusal(.part2(54, "(b)"), [.purpose(.publicHealth)]),
        .refusal(.part2(52), [.purpose(.research)]),
        .refusal(.part2(2, "(b)"), [.purpose(.hhsCompliance)]),
        .refusal(.part2(53), [.purpose(.healthOversight)]),
        .refusal(.part2(51), [.purpose(.emergencyTreatment, .seriousThreat)]),
        .refusal(.part2(15, "(b)(1)"), [.purpose(.coroner)]),
        .refusal(.part2(20), [.purpose(.requiredByLaw)]),
        .refusal(.part2(13, "(a)"), []),
        .refusal(.part2(31, "(a)"), []),
        .grant(.part2(33, "(b)(1)"), [.that(.underPrivacyRule)]),
        .grant(.part2(2, "(b)"), [.role(.hhs), .purpose(.hhsCompliance)], amongOthers: true),
    ].within(Region.record())

    /// 42 CFR 2.31(b): which paragraph kept a counseling note.
    static let counseling: [OutcomeCase] = [
        .refusal(
            .hipaa(508, "(a)(2)"),
            [.that(.counselingConsented, .alsoPsychotherapy), .not(.authorizedByAll)]
        ),
        .refusal(.part2(31, "(b)(1)"), []),
        .refusal(.part2(31, "(b)(1)(i)"), [.purpose(used)]),
        .refusal(.part2(31, "(b)(1)(ii)"), [.purpose(Region.publicInterest + [.research])]),
        .refusal(.part2(31, "(b)(1)(i)(A)"), [.purpose(.treatment, .emergencyTreatment)], amongOthers: true),
        .refusal(.part2(31, "(b)(1)(i)(B)"), [.purpose(.training)]),
        .refusal(.part2(31, "(b)(1)(i)(C)"), [.purpose(.legalDefense)]),
        .refusal(.part2(31, "(b)(1)(ii)"), [.purpose(.emergencyTreatment)]),
        .refusal(.part2(51), [.purpose(.emergencyTreatment)]),
        .refusal(.part2(53), [.purpose(.healthOversight)]),
        .refusal(.part2(61, "(a)"), [.instrument(.part2CourtOrder), .not(.withSubpoena)]),
        .refusal(.part2(63, "(a)"), [.purpose(.judicialProceeding, .lawEnforcement)]),
        .refusal(
            .part2(64, "(e)"),
            [.instrument(.part2CourtOrder), .that(.orderNoncriminal, .withSubpoena, .confidentialFinding)]
        ),
    ].within(.lane(.thirdParty), .compartment(.substanceUseCounseling))

    private static let used: [PurposeOfUse] = [
        .treatment, .emergencyTreatment, .payment, .operations, .training, .legalDefense,
    ]
}
