internal import ClinicalNotes

/// What the therapist wrote in the first week.
struct Therapy {
    /// Where each note is kept.
    let compartments: [NoteID: Compartment]
    /// All words of it, as the therapist reads them back.
    let texts: [String]
    /// The week, with what it opened.
    let week: Week

    /// Has the therapist document, sign and release, and read it back.
    init(in vault: NoteVault, of practice: Practice) async throws {
        var first = Week(number: 1, began: VaultEnvironment.system.now())
        let weekly = try await WeekOfPractice(first, of: practice, in: vault)
        var deeds = DeedList()
        let opened = await weekly.live(after: nil, &deeds)
        guard deeds.refused.isEmpty, let summary = opened.summary, let analysis = opened.analysis else {
            throw DemonstrationError(deeds.refused.joined(separator: "; "))
        }
        first.opened = opened
        week = first
        let others = try await Documenting(practice: practice, desk: weekly.desk, now: first.began).run()
        compartments = others.merging([summary: .general, analysis: .psychotherapy]) { first, _ in first }
        texts = try await weekly.desk.read(Array(compartments.keys)).values.map { $0.copyText() }
        guard texts.count == compartments.count else {
            throw DemonstrationError("the therapist does not read all that she wrote")
        }
    }
}
