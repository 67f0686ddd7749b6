internal import ClinicalNotesModel

/// Who imports, who is an author, and whose keys are certified.
extension PaperLaw {
    var authoring: [LawRule] {
        [
            RecordKeeping.permission(
                id("import"),
                "Staff whose office it is, and clinicians of the care team, import what was written elsewhere.",
                citing: integrity,
                when: Self.office(.action(.importRecords)),
                Self.careTeam(.action(.importRecords))
            ),
            RecordKeeping.permission(
                id("attest-own"),
                "An author whom somebody else named confirms it.",
                citing: authorship,
                Self.nonRepudiation,
                when: [
                    .action(.attest), .that(.inHouse, .paperBenefits), .not(.paperFiledBySelf),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.permission(
                id("attest-another"),
                "An author names who wrote a note as well.",
                citing: authorship,
                when: [
                    .action(.attest), .that(.inHouse, .isAuthor, .paperFiledBySelf), .not(.paperBenefits),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.permission(
                id("attest-vouching"),
                "Staff whose office it is, and clinicians of the care team, vouch that somebody wrote who says so.",
                citing: authorship,
                Self.nonRepudiation,
                when: Self.office(.action(.attest), .not(.paperBenefits, .paperFiledBySelf)),
                Self.careTeam(.action(.attest), .not(.paperBenefits, .paperFiledBySelf))
            ),
            RecordKeeping.permission(
                id("attest-oneself"),
                "A clinician of the care team says to have written a note.",
                citing: authorship,
                when: [
                    .action(.attest), .that(.inHouse, .careTeam, .paperBenefits, .paperFiledBySelf),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.duty(
                .awaitConfirmation,
                id: id("authorship-waits"),
                "Whom somebody names as an author is one once somebody else confirms it: a co-author herself, or who vouches for it.",
                citing: authorship,
                Self.nonRepudiation,
                onPermit: [.action(.importRecords), .that(.paperBenefits)],
                [.action(.attest), .that(.paperFiledBySelf)]
            ),
            RecordKeeping.reason(
                id("import-refused"),
                "Only staff whose office it is, and clinicians of the care team, import notes.",
                citing: integrity,
                onDenial: [.action(.importRecords)]
            ),
            RecordKeeping.reason(
                id("attest-refused"),
                "Only who wrote attests authorship, and only who did not vouches for it.",
                citing: authorship,
                onDenial: [.action(.attest)]
            ),
        ]
    }

    var enrolling: [LawRule] {
        [
            RecordKeeping.permission(
                id("enroll-another"),
                "Staff whose office it is put people on record who act, and certify the keys of others.",
                citing: granting,
                when: Self.office(.action(.enroll), .not(.paperBenefits))
            ),
            RecordKeeping.permission(
                id("enroll-oneself"),
                "Staff, patients and those in their place bring keys of their own.",
                citing: identity,
                when: [.action(.enroll), .that(.paperBenefits, .inHouse)],
                [.action(.enroll), .that(.paperBenefits), .role(Groups.inPlace)]
            ),
            RecordKeeping.duty(
                .awaitConfirmation,
                id: id("enrollment-waits"),
                "Whom somebody puts on record alone, and keys that somebody brings for themselves, wait for a second person.",
                citing: identity,
                Self.separation,
                onPermit: [.action(.enroll), .that(.paperBenefits)],
                [.action(.enroll), .that(.paperFiledBySelf)]
            ),
            RecordKeeping.reason(
                id("enroll-refused"),
                "Only staff whose office it is enroll people, and certify their keys.",
                citing: granting,
                onDenial: [.action(.enroll)]
            ),
        ]
    }
}
