/// What one policy decides otherwise than another, at all points of the axes.
public struct PolicyDifference: Sendable, CustomStringConvertible {
    /// At how many points the new policy permits and the old one does not.
    public let opened: PointCount
    /// At how many points the old policy permitted and the new one does not.
    public let closed: PointCount
    /// The smallest point that is opened.
    public let openedExample: FactPoint?
    /// The smallest point that is closed.
    public let closedExample: FactPoint?
    /// The obligations that an outcome brings under one policy and not the other, with the smallest example;
    /// at points where both have the same effect.
    public let obligations: [(obligation: Obligation, points: PointCount, example: FactPoint)]

    init(from old: [LawRule], to new: PolicyDiagram, _ outcome: PolicyDiagram.Outcome) {
        var before = PolicyDiagram(old, coding: new.coding, in: new.diagram)
        let domain = before.coding.domain(in: &before.diagram)
        let told = before.coding.told
        let was = before.outcome()
        // The functions of `new` are functions of the copy, too: `before` only added to it.
        var after = new
        func example(_ function: DecisionDiagram.Function) -> (PointCount, FactPoint?) {
            let valid = before.diagram.and(domain, function)
            let point = before.diagram.smallest(valid, axes: told)?.point
            return (before.diagram.count(valid), point.map { FactPoint(at: $0, coding: before.coding) })
        }
        (opened, openedExample) = example(before.diagram.without(outcome.permitted, was.permitted))
        (closed, closedExample) = example(before.diagram.without(was.permitted, outcome.permitted))
        let same = before.diagram.not(before.diagram.differ(outcome.permitted, was.permitted))
        var changed: [(obligation: Obligation, points: PointCount, example: FactPoint)] = []
        for obligation in Obligation.allCases {
            after.diagram = before.diagram
            let now = after.bringing(obligation, outcome)
            before.diagram = after.diagram
            let then = before.bringing(obligation, was)
            let onPermit = before.diagram.differ(now.onPermit, then.onPermit)
            let onDenial = before.diagram.differ(now.onDenial, then.onDenial)
            let differs = before.diagram.choose(outcome.permitted, onPermit, onDenial)
            let (points, point) = example(before.diagram.and(same, differs))
            if let point { changed.append((obligation, points, point)) }
        }
        obligations = changed
    }

    /// Nothing is decided otherwise.
    public var isEmpty: Bool { opened == .zero && closed == .zero && obligations.isEmpty }

    /// The counts and examples, a line each.
    public var description: String {
        var lines = ["opens \(opened) points, closes \(closed) points"]
        if let openedExample { lines.append("opens for example: \(openedExample)") }
        if let closedExample { lines.append("closes for example: \(closedExample)") }
        for (obligation, points, example) in obligations {
            lines.append("\(obligation.rawValue) differs at \(points) points, for example: \(example)")
        }
        return lines.joined(separator: "\n")
    }
}
