internal import ClinicalNotesPolicy

extension DecisionDiagram {
    /// At how many points of all variables a function holds, exactly.
    func count(_ function: Function) -> PointCount {
        var known: [Function: PointCount] = [:]
        return count(function, &known).doubled(first(function))
    }

    /// The points of the variables from the one that is asked on.
    private func count(_ function: Function, _ known: inout [Function: PointCount]) -> PointCount {
        guard let (asked, no, yes) = asks(function) else { return function == .yes ? .one : .zero }
        if let count = known[function] { return count }
        let below = count(no, &known).doubled(first(no) - asked - 1)
        let above = count(yes, &known).doubled(first(yes) - asked - 1)
        known[function] = below + above
        return below + above
    }

    private func first(_ function: Function) -> Int { asks(function)?.variable ?? variables }

    /// The point of a function with the fewest named axes; of equals the one with the lowest values.
    ///
    /// An axis is named where one of its variables is yes. Variables of one axis lie side by side.
    ///
    /// - Parameters:
    ///   - function: What must hold.
    ///   - axes: The axis of each variable, or nothing where a value costs nothing.
    /// - Returns: A value for each variable and how many axes are named; nothing if it holds nowhere.
    func smallest(_ function: Function, axes: [Int?]) -> (point: [Bool], named: Int)? {
        var known: [Step: Int] = [:]
        guard let named = cost(Step(function: function, paid: nil), axes, &known) else { return nil }
        var point = [Bool](repeating: false, count: variables)
        var step = Step(function: function, paid: nil)
        while let (asked, no, yes) = asks(step.function) {
            let (staying, raising) = steps(step, asked, no, yes, axes)
            let toStay = cost(staying, axes, &known)
            let toRaise = cost(raising, axes, &known).map { $0 + price(step, asked, axes) }
            if let toRaise, toRaise < toStay ?? .max {
                point[asked] = true
                step = raising
            } else {
                step = staying
            }
        }
        return (point, named)
    }

    /// Where a walk down the diagram stands, and the axis that is named already.
    private struct Step: Hashable {
        let function: Function
        let paid: Int?
    }

    private func price(_ step: Step, _ asked: Int, _ axes: [Int?]) -> Int {
        guard asked < axes.count, let axis = axes[asked] else { return 0 }
        return axis == step.paid ? 0 : 1
    }

    private func steps(
        _ step: Step,
        _ asked: Int,
        _ no: Function,
        _ yes: Function,
        _ axes: [Int?]
    ) -> (no: Step, yes: Step) {
        let axis = asked < axes.count ? axes[asked] : nil
        return (
            Step(function: no, paid: axis == step.paid ? axis : nil), Step(function: yes, paid: axis)
        )
    }

    private func cost(_ step: Step, _ axes: [Int?], _ known: inout [Step: Int]) -> Int? {
        guard let (asked, no, yes) = asks(step.function) else {
            return step.function == .yes ? 0 : nil
        }
        if let cost = known[step] { return cost }
        let (staying, raising) = steps(step, asked, no, yes, axes)
        let toStay = cost(staying, axes, &known)
        let toRaise = cost(raising, axes, &known).map { $0 + price(step, asked, axes) }
        let least = min(toStay ?? .max, toRaise ?? .max)
        known[step] = least
        return least
    }
}
