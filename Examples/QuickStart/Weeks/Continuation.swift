internal import ClinicalNotes

/// Another week on a kept store.
struct Continuation {
    /// Which week it was.
    let week: Week
    /// What was done, and what was refused.
    let deeds: DeedList
    /// What each member sees at its end.
    let views: [PersonalView]
    /// What is open of each week's visit.
    let weeks: [WeekSight]
    let expectations: Expectations

    /// Lives the week, or what is left of one that broke off.
    ///
    /// What is refused is put down, and the rest is done all the same; so one sees what a store that was changed from
    /// outside still lets through.
    ///
    /// - Parameter files: The files of a closed practice; afterwards they are closed and complete again.
    /// - Throws: ``DemonstrationError`` for files that are missing, ``StoreComplaint`` for a store that is not opened,
    ///   not lived with, or not closed.
    init(of files: PracticeFiles) async throws {
        var kept = try KeptPractice(beside: files)
        do {
            let practice = try kept.practice()
            let vault = try await files.open(PracticeDirectory(of: practice))
            do {
                let earlier = kept.lastOpened
                week = kept.begin(at: VaultEnvironment.system.now())
                try kept.write(beside: files)
                let weekly = try await WeekOfPractice(week, of: practice, in: vault)
                var deeds = DeedList()
                kept.end(having: await weekly.live(after: earlier, &deeds))
                try kept.write(beside: files)
                self.deeds = deeds

                var views: [PersonalView] = []
                for member in practice.members {
                    views.append(
                        try await PersonalView(of: member, in: vault, charts: kept.charts, notes: kept.notes)
                    )
                }
                var weeks: [WeekSight] = []
                for week in kept.weeks {
                    weeks.append(await WeekSight(week, seenIn: views, of: practice, in: vault))
                }
                (self.views, self.weeks) = (views, weeks)
            } catch {
                try? await vault.close()
                throw error
            }
            try await vault.close()
        } catch {
            throw StoreComplaint(error, about: files)
        }
        expectations = Expectations(
            deeds,
            views: views,
            weeks: weeks,
            psychotherapyWritten: kept.psychotherapyWritten
        )
    }
}
