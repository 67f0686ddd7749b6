internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.501, 164.524(d)(1): a note about several people shows each what is about them.
    static let severalSubjects = [
        Patient.duty(
            .redactOtherSubjects,
            id: "hipaa.redact-for-the-patient",
            "What is about other subjects is removed first.",
            citing: .hipaa(524, "(d)(1)"),
            onPermit: [.that(.severalSubjects, .segmentable)],
            unless: [[.that(.coSubjectsAuthorized)]]
        ),
        Patient.reason(
            "hipaa.redacted-for-the-patient",
            "What is about other subjects is removed; everything else is given.",
            citing: .hipaa(524, "(d)(1)"),
            onPermit: [.that(.severalSubjects, .segmentable)],
            unless: [[.that(.coSubjectsAuthorized)]]
        ),
        ThirdParty.duty(
            .redactOtherSubjects,
            id: "hipaa.redact-for-third-parties",
            "What is about other subjects is removed first.",
            citing: .hipaa(502, "(b)"),
            onPermit: [
                .that(.severalSubjects, .segmentable), .not(.isAuthor),
                .compartment(.general, .substanceUse),
                .purpose(
                    .treatment,
                    .payment,
                    .familyInvolvement,
                    .employment,
                    .marketing,
                    .research,
                    .sale,
                    .patientDirected,
                    .atRequestOfIndividual,
                    .workersComp,
                    .specializedGovernment,
                    .funeral,
                    .organDonation
                ),
            ],
            [
                .that(.severalSubjects, .segmentable), .not(.inHouse), .compartment(.general, .substanceUse),
                .purpose(.operations), .role(.healthPlan, .clinicianOtherOrg, .healthInformationExchange),
            ],
            [
                .that(.severalSubjects, .segmentable), .compartment(.general, .substanceUse),
                .purpose(.judicialProceeding), .instrument(.attorneySubpoena),
            ],
            [
                .that(.severalSubjects, .segmentable), .not(.mandatory),
                .compartment(.general, .substanceUse), .purpose(.lawEnforcement),
                .instrument(.administrativeRequest),
            ],
            unless: [
                [.that(.authorizedByAll), .compartment(.general)],
                [.that(.consentedByAll), .compartment(.substanceUse)],
            ]
        ),
    ]

    /// Why nobody gets what cannot be split; before what each purpose says of itself.
    static let jointNotes = [
        ThirdParty.reason(
            "hipaa.joint-note-not-split",
            "What is about several people and cannot be split goes out to nobody for the sake of one of them.",
            citing: .hipaa(502, "(b)"),
            onDenial: Groups.indivisible + [
                .compartment(.general, .substanceUse), .not(.consentedByAll),
                .purpose(
                    .familyInvolvement,
                    .judicialProceeding,
                    .lawEnforcement,
                    .workersComp,
                    .specializedGovernment,
                    .research,
                    .payment,
                    .operations,
                    .funeral,
                    .organDonation
                ),
            ]
        )
    ]
}
