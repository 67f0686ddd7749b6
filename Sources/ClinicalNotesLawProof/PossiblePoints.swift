internal import ClinicalNotesPolicy

/// The points of the axes that extraction can make, as far as ``Guarantee`` tells.
struct PossiblePoints: Sendable {
    /// A value for each variable, and how many axes are named.
    struct Point: Sendable {
        let values: [Bool]
        let named: Int
    }

    private let guarantees: [DecisionDiagram.Function]
    /// Holds at the one code of each value.
    let domain: DecisionDiagram.Function
    private let told: [Int?]

    /// The points of a diagram; they are of its copies, too.
    init(of policy: inout PolicyDiagram) {
        guarantees = Guarantee.all.map { guarantee in
            let when = policy.region([guarantee.when])
            let then = policy.region(guarantee.then)
            return policy.diagram.choose(when, then, .yes)
        }
        domain = policy.domain()
        told = policy.coding.told
    }

    /// The smallest point of a function that extraction can make; nothing if there is none.
    ///
    /// Guarantees are taken in one by one, as far as the smallest point breaks them: a smallest point of more
    /// that keeps all of them is the smallest of what is possible.
    ///
    /// - Parameters:
    ///   - function: What must hold.
    ///   - diagram: The diagram of the function.
    ///   - anywhere: Takes points, too, that extraction does not make.
    /// - Returns: The point with the fewest named axes.
    func smallest(
        _ function: DecisionDiagram.Function,
        in diagram: inout DecisionDiagram,
        anywhere: Bool = false
    ) -> Point? {
        var rest = diagram.and(domain, function)
        while let (values, named) = diagram.smallest(rest, axes: told) {
            let broken = guarantees.first { !diagram.holds($0, at: values) }
            guard let broken, !anywhere else { return Point(values: values, named: named) }
            rest = diagram.and(broken, rest)
        }
        return nil
    }
}
