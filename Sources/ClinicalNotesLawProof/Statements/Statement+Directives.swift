internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static func void(_ name: String, _ citation: Citation, _ conditions: Condition...) -> Statement {
        .denial(
            cites: "authorization.\(name)",
            "A refusal names what is wrong with an authorization that was shown: \(name).",
            citation,
            Region.thirdParty([Region.ordinary] + conditions)
        )
    }

    private static func held(_ name: String, _ citation: Citation, _ flags: Flag...) -> Statement {
        let facts = flags.map { Condition.that($0) }
        return held(name, citation, facts)
    }

    private static func held(_ name: String, _ citation: Citation, _ facts: [Condition]) -> Statement {
        .permit(
            cites: "authorization.\(name)-held",
            "A permit names what makes its authorization hold: \(name).",
            citation,
            Region.thirdParty(facts + [.compartment(.psychotherapy), .that(.authorizedByAll)]),
            Region.thirdParty(
                facts + [
                    .compartment(.general), .that(.authorized),
                    .purpose(.marketing, .sale, .employment, .research, .familyInvolvement),
                ]
            )
        )
    }

    private static func paid(_ name: String, _ citation: Citation, _ purpose: PurposeOfUse) -> Statement {
        .permit(
            cites: "authorization.remuneration-\(name)-held",
            "A permit for \(name) names that the authorization states the remuneration.",
            citation,
            Region.thirdParty(Region.ordinary, .that(.remunerationStated), .purpose(purpose))
        )
    }

    /// 45 CFR 164.508: authorizations of general and psychotherapy notes.
    static let authorizations: [Statement] = [
        .always(
            "authorization.opens",
            "What the patient authorized is opened, of one subject, where parts can be removed, or where all did.",
            .hipaa(508, "(a)(1)"),
            Region.unrestricted(
                .that(.underPrivacyRule, .authorized),
                .not(.severalSubjects, .againstPatient),
                .action(Region.content + [.deidentify])
            ),
            Region.unrestricted(
                .that(.underPrivacyRule, .authorized, .segmentable),
                .not(.againstPatient),
                .action(Region.content + [.deidentify])
            ),
            Region.unrestricted(
                .that(.underPrivacyRule, .authorizedByAll),
                .not(.againstPatient),
                .action(Region.content + [.deidentify])
            )
        ),
        .never(
            "authorization.of-whom",
            "One subject's authorization does not open a joint note that cannot be divided, to marketers, buyers, employers or researchers.",
            .hipaa(508, "(a)(1)"),
            Region.thirdParty(
                .compartment(.general),
                .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll),
                .action(Region.content),
                .purpose(.marketing, .sale, .employment)
            )
        ),
        .permit(
            brings: .limitToAuthorization,
            "authorization.limits",
            "What an authorization opened stays within it.",
            .hipaa(508, "(a)(1)"),
            Region.thirdParty(
                .compartment(.general),
                .action(Region.content),
                .purpose(.marketing, .sale, .employment)
            )
        ),
        .denial(
            brings: .recordReason,
            "authorization.oral-revocation",
            "A revocation that was only spoken is honored and recorded.",
            .hipaa(508, "(b)(5)"),
            Region.thirdParty(.that(.verified, .onlyOrallyRevoked))
        ),
        void("general-consent", .hipaa(506, "(b)(2)"), .that(.generalConsentShown)),
        void("revoked", .hipaa(508, "(b)(2)(iii)"), .that(.revoked)),
        void("unconfirmed", .hipaa(514, "(h)(2)(i)"), .that(.unconfirmed)),
        void("expired", .hipaa(508, "(b)(2)(i)"), .that(.expired)),
        void("conditioned", .hipaa(508, "(b)(4)"), .that(.conditioned)),
        void(
            "compound-psychotherapy",
            .hipaa(508, "(b)(3)(ii)"),
            .that(.compound),
            .compartment(.psychotherapy)
        ),
        void(
            "compound-general",
            .hipaa(508, "(b)(3)(iii)"),
            .that(.compound),
            .not(.compoundWithPsychotherapy),
            .compartment(.general)
        ),
        void("compound-mixed", .hipaa(508, "(b)(3)(ii)"), .that(.compoundWithPsychotherapy)),
        void("unsigned", .hipaa(508, "(c)(1)(vi)"), .that(.unsigned)),
        void("authority", .hipaa(508, "(c)(1)(vi)"), .that(.authorityMissing)),
        void(
            "signer-alone",
            .hipaa(502, "(g)(3)(i)(A)"),
            .that(.wrongSigner, .minorConsentedAlone),
            .not(.minorAskedForParent)
        ),
        void("signer-court", .hipaa(502, "(g)(3)(i)(B)"), .that(.wrongSigner, .courtConsented)),
        void(
            "signer-agreement",
            .hipaa(502, "(g)(3)(i)(C)"),
            .that(.wrongSigner, .parentAgreedToConfidentiality)
        ),
        void("signer", .hipaa(502, "(g)(3)(i)"), .that(.wrongSigner)),
        void("element", .hipaa(508, "(b)(2)(ii)"), .that(.elementMissing)),
        void("element-listed", .hipaa(508, "(c)(1)"), .that(.elementMissing)),
        void("statement", .hipaa(508, "(c)(2)"), .that(.statementMissing)),
        void("endless", .hipaa(508, "(c)(1)(v)"), .that(.endlessExpiry)),
        void("false", .hipaa(508, "(b)(2)(v)"), .that(.knownFalse)),
        void("remuneration", .hipaa(508, "(a)(3)(ii)"), .that(.remunerationMissing)),
        void("covers", .hipaa(508, "(c)(1)(i)"), .that(.coversOther)),
        void("discloser", .hipaa(508, "(c)(1)(ii)"), .that(.otherDiscloser)),
        void("recipient", .hipaa(508, "(c)(1)(iii)"), .that(.recipientOther)),
        void("purpose", .hipaa(508, "(c)(1)(iv)"), .that(.purposeOther)),
        void("subject", .hipaa(508, "(a)(1)"), .that(.subjectOther)),
        .permit(
            cites: "authorization.at-request-held",
            "That the patient asked for it is purpose enough.",
            .hipaa(508, "(c)(1)(iv)"),
            Region.thirdParty(
                .compartment(.general),
                .that(.authorized, .statedAtRequest),
                .purpose(.patientDirected)
            )
        ),
        held("same-kind", .hipaa(508, "(b)(3)(ii)"), .compoundSamePsychotherapy),
        held("executor", .hipaa(502, "(g)(4)"), .signedByExecutor),
        held("representative", .hipaa(502, "(g)(2)"), .signedByRepresentative),
        held(
            "minor-alone",
            .hipaa(502, "(g)(3)(i)(A)"),
            [.that(.signedByMinor, .minorConsentedAlone), .not(.minorAskedForParent)]
        ),
        held("minor-court", .hipaa(502, "(g)(3)(i)(B)"), .signedByMinor, .courtConsented),
        held("minor-agreement", .hipaa(502, "(g)(3)(i)(C)"), .signedByMinor, .parentAgreedToConfidentiality),
        held(
            "both-alone",
            .hipaa(502, "(g)(3)(i)(A)"),
            [.that(.signedByBoth, .minorConsentedAlone), .not(.minorAskedForParent)]
        ),
        held("both", .hipaa(502, "(g)(3)(i)"), .signedByBoth),
        paid("marketing", .hipaa(508, "(a)(3)(ii)"), .marketing),
        paid("sale", .hipaa(508, "(a)(4)(ii)"), .sale),
        held("parent", .hipaa(502, "(g)(3)(i)"), .signedByParent),
        held("endless", .hipaa(508, "(c)(1)(v)"), .endlessForResearch),
        held("compound-general", .hipaa(508, "(b)(3)(iii)"), .compoundGeneral),
        held("conditioned-research", .hipaa(508, "(b)(4)(i)"), .conditionedForResearch),
        held("compound-research", .hipaa(508, "(b)(3)(i)"), .compoundResearch),
        held("in-time", .hipaa(508, "(b)(2)(i)"), .expiryLimits),
    ]

    /// 45 CFR 164.524(d)(1), 164.502(b), AAMFT 2.2: notes about several people.
    static let severalSubjects: [Statement] = [
        .permit(
            brings: .redactOtherSubjects,
            "several.removed-for-the-patient",
            "What is about other subjects is removed before the patient gets a joint note.",
            .hipaa(524, "(d)(1)"),
            [.lane(.access, .directed), .that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]
        ),
        .permit(
            brings: .redactOtherSubjects,
            "several.removed-for-others",
            "What is about other subjects is removed before it is used for one of them.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general, .substanceUse),
                .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll, .consentedByAll),
                .purpose(.treatment, .payment, .familyInvolvement, .employment, .marketing, .research, .sale)
            )
        ),
        .never(
            "several.payment-elsewhere",
            "A joint note that cannot be divided does not go out for payment or operations.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general),
                .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll, .inHouse),
                .purpose(.payment, .operations),
                .role(.healthPlan, .clinicianOtherOrg, .healthInformationExchange)
            )
        ),
        .never(
            "several.not-for-one-of-them",
            "A joint note that cannot be divided goes to no relative, lawyer, insurer, prison or researcher for the sake of one.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general, .substanceUse),
                Region.seeing,
                .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll, .consentedByAll),
                .purpose(
                    .familyInvolvement,
                    .workersComp,
                    .specializedGovernment,
                    .funeral,
                    .organDonation,
                    .research
                )
            ),
            Region.thirdParty(
                .compartment(.general),
                Region.seeing,
                .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll),
                .purpose(.judicialProceeding),
                .instrument(.attorneySubpoena)
            )
        ),
        .denial(
            cites: "several.not-split-says-so",
            "A refusal of what cannot be divided says so.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general, .substanceUse),
                .that(.severalSubjects),
                .not(.segmentable, .authorizedByAll, .consentedByAll),
                .purpose(.familyInvolvement, .workersComp, .specializedGovernment, .funeral, .organDonation)
            )
        ),
        .permit(
            brings: .redactOtherSubjects,
            "several.removed-in-custody",
            "What is about other subjects is removed before a prison or the like sees it.",
            .hipaa(502, "(b)"),
            Region.thirdParty(
                .compartment(.general),
                .that(.severalSubjects, .segmentable),
                .not(.isAuthor, .authorizedByAll),
                .purpose(.specializedGovernment, .workersComp, .funeral, .organDonation)
            )
        ),
        .never(
            "several.protected-needs-all",
            "A joint psychotherapy note needs the authorization of every subject.",
            .hipaa(508, "(a)(2)"),
            Region.thirdParty(
                .compartment(.psychotherapy),
                .that(.severalSubjects),
                .not(.authorizedByAll),
                .purpose(.payment, .operations, .research, .familyInvolvement, .employment, .marketing, .sale)
            )
        ),
        .never(
            "several.counseling-needs-all",
            "A joint counseling note needs the consent of every subject.",
            .part2(31, "(b)"),
            Region.thirdParty(
                .compartment(.substanceUseCounseling),
                .that(.severalSubjects),
                .not(.counselingConsentedByAll),
                .purpose(.payment, .operations, .research, .familyInvolvement, .employment, .marketing, .sale)
            )
        ),
        .decision(
            cites: "every-decision.cites",
            "Every decision about content cites the law.",
            .hipaa(530, "(j)"),
            [.action(Region.content)]
        ),
    ]
}
