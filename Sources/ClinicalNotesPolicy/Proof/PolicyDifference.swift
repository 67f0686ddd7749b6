/// What one policy decides otherwise than another, at all points of the axes.
public struct PolicyDifference: Sendable, CustomStringConvertible {
    /// At how many points the new policy permits and the old one does not.
    public let opened: PointCount
    /// At how many points the old policy permitted and the new one does not.
    public let closed: PointCount
    /// The smallest point that is opened, of those that a request can make; nothing if there is none.
    public let openedExample: FactPoint?
    /// The smallest point that is closed, of those that a request can make; nothing if there is none.
    public let closedExample: FactPoint?
    /// The obligations that one policy brings and not the other, where both have the same effect.
    ///
    /// Each with the number of points, reachable or not, and the smallest one that a request can make.
    public let obligations: [(obligation: Obligation, points: PointCount, example: FactPoint?)]

    init(from old: Policy, to new: Policy) {
        let hosts = HostAxes(old.house.rules + new.house.rules)
        var after = PolicyDiagram(new, hosts: hosts)
        let outcome = after.outcome()
        // The functions of `after` are functions of this diagram, too: it only adds to it.
        var before = PolicyDiagram(old, hosts: hosts, in: after.diagram)
        let possible = PossiblePoints(of: &before)
        let was = before.outcome()
        func example(_ function: DecisionDiagram.Function) -> (PointCount, FactPoint?) {
            let valid = before.diagram.and(possible.domain, function)
            let points = before.diagram.count(valid)
            let smallest = possible.smallest(function, in: &before.diagram)
            return (points, smallest.map { FactPoint(at: $0.values, coding: before.coding) })
        }
        (opened, openedExample) = example(before.diagram.without(outcome.permitted, was.permitted))
        (closed, closedExample) = example(before.diagram.without(was.permitted, outcome.permitted))
        let same = before.diagram.not(before.diagram.differ(outcome.permitted, was.permitted))
        var changed: [(obligation: Obligation, points: PointCount, example: FactPoint?)] = []
        for obligation in Obligation.allCases {
            after.diagram = before.diagram
            let now = after.bringing(obligation, outcome)
            before.diagram = after.diagram
            let then = before.bringing(obligation, was)
            let onPermit = before.diagram.differ(now.onPermit, then.onPermit)
            let onDenial = before.diagram.differ(now.onDenial, then.onDenial)
            let differs = before.diagram.choose(outcome.permitted, onPermit, onDenial)
            let (points, point) = example(before.diagram.and(same, differs))
            if points > .zero { changed.append((obligation, points, point)) }
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
            let shown = example.map { ", for example: \($0)" } ?? ""
            lines.append("\(obligation.rawValue) differs at \(points) points\(shown)")
        }
        return lines.joined(separator: "\n")
    }
}
