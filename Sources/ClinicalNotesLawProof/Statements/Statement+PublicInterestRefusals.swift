internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// The same paragraphs: which of them refused.
    static let publicInterestRefusals: [Statement] = [
        processRefused("oversight", .hipaa(512, "(d)(1)"), .purpose(.healthOversight)),
        processRefused("coroner", .hipaa(512, "(g)(1)"), .purpose(.coroner)),
        processRefused("coroner-role", .hipaa(512, "(g)(1)"), .role(.coroner)),
        processRefused("custody", .hipaa(512, "(k)(5)"), .purpose(.specializedGovernment)),
        processRefused("custody-role", .hipaa(512, "(k)(5)"), .role(.correctionalInstitution)),
        processRefused("national-security", .hipaa(512, "(k)(2)"), .role(.nationalSecurity)),
        processRefused("funeral", .hipaa(512, "(g)(2)"), .purpose(.funeral)),
        processRefused("organs", .hipaa(512, "(h)"), .purpose(.organDonation)),
        processRefused(
            "threat-recipient",
            .hipaa(512, "(j)(1)(i)(B)"),
            .purpose(.seriousThreat),
            .not(.threatRecipientCanPrevent)
        ),
        processRefused(
            "threat",
            .hipaa(512, "(j)(1)(i)(A)"),
            .purpose(.seriousThreat),
            .not(.threatSeriousAndImminent)
        ),
        processRefused(
            "threat-faith",
            .hipaa(512, "(j)(1)(i)(A)"),
            .purpose(.seriousThreat),
            .not(.threatInGoodFaith)
        ),
        processRefused("public-health", .hipaa(512, "(b)(1)(i)"), .purpose(.publicHealth)),
        processRefused(
            "child-abuse",
            .hipaa(512, "(b)(1)(ii)"),
            .purpose(.abuseReport),
            .instrument(.childAbuseStatute)
        ),
        processRefused("adult-abuse", .hipaa(512, "(c)(1)(iii)"), .purpose(.abuseReport)),
        processRefused("workers-compensation", .hipaa(512, "(l)"), .purpose(.workersComp)),
        processRefused("workers-compensation-role", .hipaa(512, "(l)"), .role(.workersComp)),
        processRefused(
            "family-of-the-deceased",
            .hipaa(510, "(b)(5)"),
            .purpose(.familyInvolvement),
            .that(.deceased)
        ),
        processRefused("family", .hipaa(510, "(b)(1)(i)"), .purpose(.familyInvolvement)),
        processRefused("research", .hipaa(512, "(i)(1)(i)"), .purpose(.research)),
        processRefused("marketing", .hipaa(508, "(a)(3)"), .purpose(.marketing)),
        processRefused("sale", .hipaa(508, "(a)(4)"), .purpose(.sale)),
        processRefused(
            "other-purposes",
            .hipaa(508, "(a)(1)"),
            .purpose(.employment, .documentation, .patientRequest)
        ),
    ]
}
