internal import ClinicalNotesModel

extension UnitedKingdom {
    /// UK GDPR art 32(4): who has access acts as the controller says, and begins notes for the own patients.
    static let creating = [
        RecordKeeping.permission(
            "uk.create",
            "A clinician of the care team begins a note.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
            .unitedKingdom(.ukGDPR, "art 32(4)"),
            when: [.action(.create), .that(.isAuthor, .inHouse, .careTeam), .role(Groups.clinicians)]
        ),
        RecordKeeping.permission(
            "uk.create-in-emergency",
            "A clinician of the holder begins a note in an emergency, with a recorded reason.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(h)"),
            obligations: [.breakGlassAudit, .recordReason],
            when: [
                .action(.create), .purpose(.emergencyTreatment), .role(Groups.clinicians),
                .that(.isAuthor, .inHouse, .treatmentNeeded, .reasonRecorded),
            ]
        ),
        RecordKeeping.duty(
            .recordReason,
            id: "uk.create-needs-a-reason",
            "Who begins a note in an emergency, for somebody else's patient, records the reason.",
            citing: .unitedKingdom(.ukGDPR, "art 32(4)"),
            onDenial: [
                .action(.create), .purpose(.emergencyTreatment), .role(Groups.clinicians),
                .that(.isAuthor, .inHouse, .treatmentNeeded), .not(.careTeam, .reasonRecorded),
            ]
        ),
        RecordKeeping.reason(
            "uk.create-refused",
            "Only the care team begins a note, and other clinicians only in an emergency with a recorded reason.",
            citing: .unitedKingdom(.ukGDPR, "art 32(4)"),
            onDenial: [
                .action(.create), .role(Groups.clinicians), .that(.isAuthor, .inHouse), .not(.careTeam),
            ]
        ),
    ]
}
