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
        let emergency: [Condition] = [
            .purpose(.emergencyTreatment), .that(.treatmentNeeded, .reasonRecorded),
        ]
        return Frame(Region.author([.action(.create), clinicians])).always([
            ("\(name).create", "A clinician of the care team begins a note.", law.author, [.that(.careTeam)]),
            (
                "\(name).create-in-emergency",
                "A clinician of the holder begins a note in an emergency, with a recorded reason.",
                law.emergency, .either(emergency)
            ),
        ]) + [
            .never(
                "\(name).no-strangers",
                "Nobody outside the care team begins a note, but in an emergency with a recorded reason.",
                law.chart,
                [.action(.create), .not(.careTeam)],
                unless: [emergency]
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
