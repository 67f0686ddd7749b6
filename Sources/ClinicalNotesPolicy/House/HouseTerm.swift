internal import ClinicalNotesModel

/// Conditions of a house rule that hold together, compiled.
///
/// Its conditions on note kinds and ages are in the rows of ``HouseRows``.
struct HouseTerm: Sendable {
    /// The conditions on facts of the law.
    let term: Term
    let rule: Int
    let isException: Bool
    private let wants: HostBits
    private let rejects: HostBits

    /// Compiles conditions.
    ///
    /// - Parameters:
    ///   - tests: The conditions.
    ///   - scope: Where the law listens to the rule; nothing for an exception.
    ///   - rule: The number of the rule.
    ///   - isException: They are an exception of the rule.
    ///   - index: The host's own facts.
    init(_ tests: [HouseTest], scope: [Condition], rule: Int, isException: Bool, index: HostIndex) {
        var wants = HostBits()
        var rejects = HostBits()
        for test in tests {
            guard let number = index.number(of: test) else { continue }
            switch test {
            case .values(_, _, true), .hoursOld(_, true): wants.insert(number)
            default: rejects.insert(number)
            }
        }
        term = Term(scope + tests.compactMap(\.condition))
        self.rule = rule
        self.isException = isException
        self.wants = wants
        self.rejects = rejects
    }

    /// Whether its tests of the host's other facts may hold.
    @inline(__always)
    func may(_ answers: borrowing HostIndex.Answers) -> Bool {
        guard wants.isSubset(of: answers.possible) else { return false }
        return rejects.isDisjoint(with: answers.met)
    }

    /// Whether its tests of the host's other facts hold for certain.
    @inline(__always)
    func must(_ answers: borrowing HostIndex.Answers) -> Bool {
        guard wants.isSubset(of: answers.met) else { return false }
        return rejects.isDisjoint(with: answers.possible)
    }
}
