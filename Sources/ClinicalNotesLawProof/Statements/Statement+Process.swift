internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let governed: Condition = .that(.underPrivacyRule)

    /// 45 CFR 164.502(a)(2)(ii), 164.512(a), (e), (f).
    static let legalProcess: [Statement] = [
        .always(
            "process.hhs",
            "HHS gets what a compliance investigation asks for, whatever the host says.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.compelled([
                governed, Region.seeing, .role(.hhs), .purpose(.hhsCompliance), .instrument(.hhsDemand),
                .that(.mandatory), .not(.againstPatient),
            ]),
            Region.compelled([.compartment(.general), Region.seeing] + Region.demanded)
        ),
        .never(
            "process.hhs-demands",
            "Without a demand that compels HHS gets nothing.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.thirdParty([
                Region.seeing, .purpose(.hhsCompliance), Region.unpermitted, .not(.counselingConsentedByAll),
            ]),
            unless: [Region.demanded]
        ),
        .always(
            "process.required-by-law",
            "What a law compels is disclosed, whatever the host says.",
            .hipaa(512, "(a)(1)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.requiredByLaw),
                .instrument(.statute, .childAbuseStatute), .that(.mandatory),
            ])
        ),
        .always(
            "process.demand",
            "An investigative demand that a court would enforce is answered, whatever the host says.",
            .hipaa(512, "(a)(1)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.requiredByLaw),
                .instrument(.administrativeRequest), .that(.mandatory, .expresslyCovers, .threePartTest),
            ]),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.lawEnforcement), .role(.lawEnforcement),
                .instrument(.administrativeRequest), .that(.mandatory, .expresslyCovers, .threePartTest),
            ])
        ),
        .always(
            "process.court-order",
            "What a court orders is disclosed, whatever the host says.",
            .hipaa(512, "(e)(1)(i)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder), .that(.expresslyCovers, .mandatory),
            ]),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.lawEnforcement), Region.officials,
                .instrument(.courtOrder), .that(.expresslyCovers, .mandatory),
            ])
        ),
        .always(
            "process.warrant",
            "What a warrant covers is disclosed, whatever the host says.",
            .hipaa(512, "(f)(1)(ii)(A)"),
            Region.compelled([
                .compartment(.general), Region.seeing,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw), Region.officials,
                .instrument(.warrant), .that(.expresslyCovers, .mandatory),
            ])
        ),
        .always(
            "process.grand-jury",
            "What a grand-jury subpoena covers is disclosed, whatever the host says.",
            .hipaa(512, "(f)(1)(ii)(B)"),
            Region.compelled([
                .compartment(.general), Region.seeing,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw), Region.officials,
                .instrument(.grandJurySubpoena), .that(.expresslyCovers, .mandatory),
            ])
        ),
        .always(
            "process.police-report",
            "What a statute compels goes to police, whatever the host says.",
            .hipaa(512, "(f)(1)(i)"),
            Region.compelled([
                .compartment(.general), Region.seeing, .purpose(.lawEnforcement),
                .instrument(.statute, .childAbuseStatute), .that(.mandatory), .role(.lawEnforcement),
            ])
        ),
        .always(
            "process.subpoena",
            "A subpoena with notice or a protective order opens a general note.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena), .assurance(.notice, .protectiveOrder),
                .role(.opposingAttorney, .attorneyForProvider, .court),
            ]),
            unless: [Region.indivisible]
        ),
        .always(
            "process.administrative",
            "An administrative request that meets the three-part test opens a general note.",
            .hipaa(512, "(f)(1)(ii)(C)"),
            Region.open([
                .compartment(.general), Region.seeing, .purpose(.lawEnforcement),
                .instrument(.administrativeRequest), .that(.threePartTest), .role(.lawEnforcement),
            ]),
            unless: [Groups.indivisible]
        ),
        .never(
            "process.police-without",
            "Without process police get no general note.",
            .hipaa(512, "(f)(1)(ii)"),
            Region.thirdParty([
                Region.seeing, .compartment(.general), .purpose(.lawEnforcement), .instrument(nil),
                Region.unpermitted,
            ])
        ),
        .never(
            "process.subpoena-alone",
            "A lawyer's subpoena alone opens nothing.",
            .hipaa(512, "(e)(1)(ii)"),
            Region.thirdParty([
                Region.seeing, .compartment(.general), .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena), .assurance(.none, .auditAgreement), Region.unpermitted,
            ])
        ),
        .never(
            "process.not-covered",
            "An order or warrant that does not expressly cover the note opens nothing.",
            .hipaa(512, "(e)(1)(i)"),
            Region.thirdParty([
                Region.seeing, Region.ordinary,
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                .instrument(.courtOrder, .warrant, .grandJurySubpoena), .not(.expresslyCovers),
                Region.unpermitted,
            ])
        ),
        .never(
            "process.hhs-alone",
            "Nobody but HHS investigates compliance.",
            .hipaa(502, "(a)(2)(ii)"),
            Region.thirdParty([
                Region.seeing, .purpose(.hhsCompliance), .role(PrincipalRole.allCases.filter { $0 != .hhs }),
                Region.unpermitted, .not(.counselingConsentedByAll),
            ])
        ),
    ]
}
