internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// One fault in one rule of law, made to see whether a statement notices it.
struct RuleFault: Sendable {
    /// The number of the rule.
    let rule: Int
    let kind: FaultTally.Fault
    /// The rule with the fault; nothing where it is taken away.
    let faulty: LawRule?

    /// Every fault of a rule: it is taken away, each thing that it asks for is dropped or negated, each of its lists of roles
    /// gets the role after its last one.
    ///
    /// Facts are taken one by one. The jurisdiction stays: the rules of one are never mixed with those of another.
    static func all(of number: Int, _ rule: LawRule, _ coding: AxisCoding) -> [RuleFault] {
        var faults = [RuleFault(rule: number, kind: .removed, faulty: nil)]
        for (lists, isException) in [(rule.when, false), (rule.unless, true)] {
            for place in lists.indices {
                for (kind, list) in faultyLists(lists[place], coding) {
                    var changed = lists
                    changed[place] = [list]
                    let faulty = LawRule(
                        rule,
                        when: isException ? rule.when : changed,
                        unless: isException ? changed : rule.unless
                    )
                    faults.append(RuleFault(rule: number, kind: kind, faulty: faulty))
                }
            }
        }
        return faults
    }

    private static func faultyLists(_ list: [Condition], _ coding: AxisCoding) -> [(
        FaultTally.Fault, Condition
    )] {
        let forbidden = Term(list).forbidden
        func changed(_ axis: AxisCoding.Coded, _ first: Int, _ change: (UInt64) -> UInt64) -> Condition {
            var bits = forbidden
            let all: UInt64 = (1 << UInt64(axis.values)) - 1
            let shift = UInt64(first & 63)
            let now = bits[first >> 6] >> shift & all
            bits[first >> 6] = bits[first >> 6] & ~(all << shift) | (change(now) & all) << shift
            return Condition(forbidden: bits)
        }
        var found = [(FaultTally.Fault, Condition)]()
        for question in coding.questions(Term(list)).axes {
            let axis = question.axis
            guard let first = axis.word, first != Layout.jurisdiction.first else { continue }
            found.append((.dropped, changed(axis, first) { _ in 0 }))
            found.append((.negated, changed(axis, first) { ~$0 }))
            guard first == Layout.role.first else { continue }
            let listed = question.allowed
            var next = UInt64.bitWidth - listed.leadingZeroBitCount
            if next >= axis.values { next = (~listed).trailingZeroBitCount }
            found.append((.widened, changed(axis, first) { $0 & ~(1 << UInt64(next)) }))
        }
        return found
    }
}
