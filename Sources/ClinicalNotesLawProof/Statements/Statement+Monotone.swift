internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// Facts of which more, or less, never turns the effect the other way.
    ///
    /// Whatever all other axes are, also at points that extraction never makes: so they hold for several
    /// such changes at once.
    static let monotone: [Statement] =
        opening.map { Statement(.neverOpens($0), $1, $2, $3) }
        + losing.map { Statement(.neverCloses($0), $1, $2, $3) }
        + [
            Statement(
                .neverCloses(.houseClosesPortal),
                "house.portal-leaves-access",
                "No house rule for the portal touches a request for access, or anything else but browsing.",
                .hipaa(524, "(a)(1)"),
                [[.action(NoteAction.allCases.filter { $0 != .browse })]]
            )
        ]
        + defects.map { flag in
            Statement(
                .neverOpens(flag),
                "directive.\(flag)-never-opens",
                "Revoking, expiring or another defect of a document never opens: \(flag).",
                .hipaa(508, "(b)(2)")
            )
        }
        + permissions.map { flag in
            Statement(
                .neverCloses(flag),
                "directive.losing-\(flag)-never-opens",
                "Losing what the patient permitted never opens: \(flag).",
                .hipaa(508, "(b)(5)")
            )
        }
        + closing.map { flag, citation in
            Statement(
                .neverOpens(flag),
                "fact.\(flag)-never-opens",
                "What the patient or a professional closed is not opened by closing it: \(flag).",
                citation
            )
        }

    private static let opening: [(Flag, String, String, Citation)] = [
        (
            .houseDenies, "house.third-party-never-opens",
            "No house rule of the third-party kind opens anything.", .preemption(203, "(b)")
        ),
        (
            .houseClosesForParent, "house.parent-denial-never-opens",
            "No house rule that keeps parents out opens anything.", .hipaa(502, "(g)(3)(ii)(B)")
        ),
        (
            .houseClosesPortal, "house.portal-never-opens", "No house rule for the portal opens anything.",
            .hipaa(502, "(a)(1)(i)")
        ),
        (
            .unconfirmed, "papers.unconfirmed-opens-nothing",
            "An unconfirmed paper opens nothing: that one waits turns no denial into a permit.",
            .hipaa(514, "(h)(2)(i)")
        ),
    ]

    private static let losing: [(Flag, String, String, Citation)] = [
        (
            .houseOpensForPatient, "house.patient-never-closes",
            "No house rule of the patient's kind closes anything.", .preemption(202)
        ),
        (
            .houseOpensForParent, "house.parent-grant-never-closes",
            "No house rule that lets parents in closes anything.", .hipaa(502, "(g)(3)(ii)(A)")
        ),
        (
            .verified, "verification.never-closes", "Proving who one is never closes anything.",
            .hipaa(514, "(h)(1)")
        ),
    ]

    private static let defects: [Flag] = [
        .revoked, .onlyOrallyRevoked, .expired, .unsigned, .elementMissing, .statementMissing, .conditioned,
        .knownFalse, .compound, .authorityMissing, .wrongSigner, .minorMustSign, .bothMustSign, .coversOther,
        .recipientOther, .purposeOther, .subjectOther, .remunerationMissing, .endlessExpiry, .otherDiscloser,
        .consentOnlyForTPO,
    ]

    private static let permissions: [Flag] = [
        .authorized, .authorizedByAll, .coSubjectsAuthorized, .consented, .consentedByAll,
        .counselingConsented, .counselingConsentedByAll, .consentForProceedings, .openedByOriginator,
        .released,
    ]

    private static let closing: [(Flag, Citation)] = [
        (.paidInFullBlocks, .hipaa(522, "(a)(1)(vi)")), (.agreedBlocks, .hipaa(522, "(a)(1)(iii)")),
        (.abuseElection, .hipaa(502, "(g)(5)")), (.holdDenies, .hipaa(524, "(a)(2)")),
        (.compiledForProceeding, .hipaa(524, "(a)(1)(ii)")), (.channelWrong, .hipaa(522, "(b)(1)(i)")),
        (.draftClosed, .hipaa(501)), (.againstPatient, .part2(12, "(d)(1)")),
        (.mislabeled, .hipaa(501)),
    ]
}
