package import ClinicalNotesPolicy

extension Policy {
    /// Makes faults in the rules of law, one at a time, and counts those that the statements notice.
    ///
    /// Each rule is taken away, each thing that it asks for is left out or turned around, each of its lists of roles gets
    /// one more. Facts are taken one by one; the jurisdiction stays, since rules of two are never mixed. Takes minutes for
    /// a whole law.
    ///
    /// - Parameter step: Makes the first of so many faults only, and so on: 1 makes all of them.
    /// - Returns: The counts, one for each kind of fault.
    package func faults(every step: Int = 1) -> [FaultTally] {
        var verifier = Verifier(self)
        let whole = verifier.policy.outcome()
        var tallies = FaultTally.Fault.allCases.map(FaultTally.init)
        var number = 0
        for rule in compiled.rules.indices {
            // A copy for each rule, so that what one makes is not kept.
            var copy = verifier
            for fault in RuleFault.all(of: rule, compiled.rules[rule], verifier.policy.coding) {
                defer { number += 1 }
                guard number % max(step, 1) == 0,
                    let place = tallies.firstIndex(where: { $0.fault == fault.kind })
                else { continue }
                if copy.notices(fault) {
                    tallies[place].found += 1
                } else if copy.changes(fault, from: whole) {
                    tallies[place].missed += 1
                } else {
                    tallies[place].harmless += 1
                }
            }
        }
        return tallies
    }
}
