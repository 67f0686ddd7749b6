internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// Who begins a note: whoever treats the patient, and other clinicians in an emergency.
    ///
    /// - Parameters:
    ///   - name: How the names of the statements begin.
    ///   - law: That the author writes, who may write in a chart, and what an emergency permits.
    /// - Returns: The statements.
    static func creating(_ name: String, _ law: (author: Citation, chart: Citation, emergency: Citation))
        -> [Statement]
    {
        let clinicians = Condition.role([.originator] + Region.clinicians)
        return [
            .always(
                "\(name).create",
                "A clinician of the care team begins a note.",
                law.author,
                Region.author([.action(.create), .that(.careTeam), clinicians])
            ),
            .always(
                "\(name).create-in-emergency",
                "A clinician of the holder begins a note in an emergency, with a recorded reason.",
                law.emergency,
                Region.author([
                    .action(.create), .purpose(.emergencyTreatment), .that(.treatmentNeeded, .reasonRecorded),
                    clinicians,
                ])
            ),
            .never(
                "\(name).no-strangers",
                "Nobody outside the care team begins a note, but in an emergency with a recorded reason.",
                law.chart,
                [.action(.create), .not(.careTeam)],
                unless: [[.purpose(.emergencyTreatment), .that(.treatmentNeeded, .reasonRecorded)]]
            ),
            .never(
                "\(name).created-by-clinicians",
                "Nobody but clinicians of the holder begins a note, also in an emergency.",
                law.chart,
                [.action(.create)],
                unless: [[clinicians, .that(.inHouse)]]
            ),
        ]
    }
}
