public import ClinicalNotesPolicy

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
    /// The rules behind the opened example: what opens it now, and what closed it before.
    public let openedBy: [RuleSummary]
    /// The rules behind the closed example: what closes it now; where nothing does, what opened it before.
    public let closedBy: [RuleSummary]
    /// The obligations that one policy brings and not the other, where both have the same effect.
    public let obligations: [ObligationDifference]

    init(from old: Policy, to new: Policy) {
        let hosts = HostAxes(old.house.rules + new.house.rules)
        var after = PolicyDiagram(new, hosts: hosts)
        let outcome = after.outcome()
        // The functions of `after` are functions of this diagram, too: it only adds to it.
        var before = PolicyDiagram(old, hosts: hosts, in: after.diagram)
        let possible = PossiblePoints(of: &before)
        let was = before.outcome()
        func example(_ function: DecisionDiagram.Function) -> (PointCount, [Bool]?) {
            let valid = before.diagram.and(possible.domain, function)
            let points = before.diagram.count(valid)
            return (points, possible.smallest(function, in: &before.diagram)?.values)
        }
        func told(_ point: [Bool]?) -> FactPoint? {
            point.map { FactPoint(at: $0, coding: before.coding) }
        }
        let (opened, openedAt) = example(before.diagram.without(outcome.permitted, was.permitted))
        let (closed, closedAt) = example(before.diagram.without(was.permitted, outcome.permitted))
        self.opened = opened
        self.closed = closed
        openedExample = told(openedAt)
        closedExample = told(closedAt)
        openedBy = openedAt.map { after.opening($0) + before.closing($0) } ?? []
        closedBy =
            closedAt.map { point in
                let closing = after.closing(point)
                return closing.isEmpty ? before.opening(point) : closing
            } ?? []
        let same = before.diagram.not(before.diagram.differ(outcome.permitted, was.permitted))
        var changed: [ObligationDifference] = []
        for obligation in Obligation.allCases {
            after.diagram = before.diagram
            let now = after.bringing(obligation, outcome)
            before.diagram = after.diagram
            let then = before.bringing(obligation, was)
            for isAdded in [true, false] {
                let (here, there) = isAdded ? (now, then) : (then, now)
                let onPermit = before.diagram.without(here.onPermit, there.onPermit)
                let onDenial = before.diagram.without(here.onDenial, there.onDenial)
                let differs = before.diagram.choose(outcome.permitted, onPermit, onDenial)
                let (points, point) = example(before.diagram.and(same, differs))
                guard points > .zero else { continue }
                var bringing = isAdded ? after : before
                bringing.diagram = before.diagram
                let isPermitted = point.map { before.diagram.holds(outcome.permitted, at: $0) } ?? false
                changed.append(
                    ObligationDifference(
                        obligation: obligation,
                        isAdded: isAdded,
                        points: points,
                        example: told(point),
                        broughtBy: point.map {
                            bringing.rules(bringing: obligation, at: $0, isPermitted: isPermitted)
                        } ?? []
                    )
                )
            }
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
        for changed in obligations {
            let shown = changed.example.map { ", for example: \($0)" } ?? ""
            let verb = changed.isAdded ? "adds" : "drops"
            lines.append("\(verb) \(changed.obligation.rawValue) at \(changed.points) points\(shown)")
        }
        return lines.joined(separator: "\n")
    }
}

extension PolicyDiagram {
    /// The rules that open a point: those of the house, and the first of law that does.
    fileprivate mutating func opening(_ point: [Bool]) -> [RuleSummary] {
        houseRules(.patientGrant, .parentGrant, holdingAt: point).map { RuleSummary($0) }
            + rules(.permission, holdingAt: point).prefix(1).map { RuleSummary($0) }
    }

    /// The rules that close a point: those of the house in the place of the rule of law that speaks for them.
    fileprivate mutating func closing(_ point: [Bool]) -> [RuleSummary] {
        let house = houseRules(.restriction, .parentRestriction, .portalRestriction, holdingAt: point).map {
            RuleSummary($0)
        }
        let spoken = house.isEmpty ? rules(.houseProhibition, holdingAt: point) : []
        return house + (spoken + rules(.prohibition, holdingAt: point)).map { RuleSummary($0) }
    }

    /// The rules that bring an obligation with an outcome at a point: of law, and of the house.
    fileprivate mutating func rules(
        bringing obligation: Obligation,
        at point: [Bool],
        isPermitted: Bool
    ) -> [RuleSummary] {
        let isBlocked = !rules(.houseProhibition, holdingAt: point).isEmpty
        let permission = rules(.permission, holdingAt: point).first { $0.compelled || !isBlocked }
        let decided = isPermitted ? permission.map { [$0] } ?? [] : []
        let law = decided + duties(holdingAt: point, isPermitted: isPermitted)
        let own = houseRules(isPermitted ? .requirement : .patientDuty, .accessClock, holdingAt: point)
        // Against what law compels counsel looks at a rule of the house that would remove content.
        let isReviewed = obligation == .legalReview && permission?.compelled == true
        return law.filter { $0.obligations.contains(obligation) }.map { RuleSummary($0) }
            + own.filter { rule in
                rule.obligation == obligation || isReviewed && rule.obligation?.removesContent == true
            }.map { RuleSummary($0) }
    }
}
