internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.312(a): who may write in a chart; writing is access, 164.304.
    static let creating = [
        RecordKeeping.permission(
            "hipaa.create",
            "A clinician of the care team begins a note.",
            citing: .hipaa(312, "(c)(1)"),
            .hipaa(312, "(a)(1)"),
            .hipaa(312, "(d)"),
            when: [.action(.create), .that(.isAuthor, .inHouse, .careTeam), .role(Groups.clinicians)]
        ),
        RecordKeeping.permission(
            "hipaa.create-in-emergency",
            "A clinician of the holder begins a note in an emergency, with a recorded reason.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            .hipaa(312, "(c)(1)"),
            obligations: [.breakGlassAudit, .recordReason],
            when: [
                .action(.create), .purpose(.emergencyTreatment), .role(Groups.clinicians),
                .that(.isAuthor, .inHouse, .treatmentNeeded, .reasonRecorded),
            ]
        ),
        RecordKeeping.duty(
            .recordReason,
            id: "hipaa.create-needs-a-reason",
            "Who begins a note in an emergency, for somebody else's patient, records the reason.",
            citing: .hipaa(312, "(a)(2)(ii)"),
            onDenial: [
                .action(.create), .purpose(.emergencyTreatment), .role(Groups.clinicians),
                .that(.isAuthor, .inHouse, .treatmentNeeded), .not(.careTeam, .reasonRecorded),
            ]
        ),
        RecordKeeping.reason(
            "hipaa.create-refused",
            "Only the care team begins a note, and other clinicians only in an emergency with a recorded reason.",
            citing: .hipaa(312, "(a)(1)"),
            .hipaa(312, "(a)(2)(ii)"),
            onDenial: [
                .action(.create), .role(Groups.clinicians), .that(.isAuthor, .inHouse), .not(.careTeam),
            ]
        ),
    ]
}
