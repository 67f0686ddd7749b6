internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// A threat or an emergency that somebody declares opens what a rule lists for it, and brings its review.
    ///
    /// What research rests on is decided by others, and its documents are the holder's to keep.
    static let declared: [Statement] =
        reviews.map { flag, obligations, citation in
            Statement(
                .permitRestingBrings(flag, obligations),
                "declared.\(flag)-is-reviewed",
                "What opens because somebody declares it is reviewed afterwards: \(flag).",
                citation
            )
        }

    private static let reviews: [(Flag, [Obligation], Citation)] = [
        (.threatSeriousAndImminent, [.recordReason], .hipaa(512, "(j)(1)(i)")),
        (.threatInGoodFaith, [.recordReason], .hipaa(512, "(j)(1)(i)")),
        (.threatRecipientCanPrevent, [.recordReason], .hipaa(512, "(j)(1)(i)")),
        (
            .treatmentNeeded, [.breakGlassAudit, .documentEmergency, .requestNoFurtherUse],
            .hipaa(312, "(a)(2)(ii)")
        ),
        (.consentUnobtainable, [.breakGlassAudit, .documentEmergency], .part2(51)),
        (.reasonRecorded, [.breakGlassAudit], .hipaa(312, "(a)(2)(ii)")),
    ]

    /// Nor does it open anything else, at whatever point.
    static let declaredElsewhere: [Statement] = purposes.flatMap { purpose, flags, citation in
        flags.map { flag in
            Statement(
                .neverOpens(flag),
                "declared.\(flag)-opens-nothing-else",
                "What somebody declares opens nothing for another purpose: \(flag).",
                citation,
                [[.purpose(PurposeOfUse.allCases.filter { $0 != purpose })]]
            )
        }
    }

    private static let purposes: [(PurposeOfUse, [Flag], Citation)] = [
        (
            .seriousThreat, [.threatSeriousAndImminent, .threatInGoodFaith, .threatRecipientCanPrevent],
            .hipaa(512, "(j)(1)(i)")
        ),
        (
            .emergencyTreatment, [.treatmentNeeded, .consentUnobtainable, .reasonRecorded],
            .hipaa(312, "(a)(2)(ii)")
        ),
        (
            .research, [.waived, .limitedDataSetAgreed, .part2ResearchConditions],
            .hipaa(512, "(i)(1)(i)")
        ),
    ]
}
