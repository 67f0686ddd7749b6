internal import ClinicalNotesModel
public import ClinicalNotesPolicy

extension PolicyProof {
    /// What `Policy.warnings(usedByNotes:)` tells, then what of the house rules is proven and yet hardly meant; worked
    /// out when asked.
    public func warnings() -> [PolicyWarning] {
        let idle = HouseWorth.all(of: policy).compactMap { worth -> PolicyWarning? in
            if worth.isDead {
                return PolicyWarning(
                    rule: worth.rule,
                    code: .changesNothing,
                    sentence: "The rule changes nothing, for any request."
                )
            }
            if worth.decidesAlone { return nil }
            return PolicyWarning(
                rule: worth.rule,
                code: .repeated,
                sentence: "Other rules of the house do all that the rule does."
            )
        }
        return policy.warnings() + idle + policy.openingStricter()
    }
}

extension Policy {
    /// The restrictions that close a note in a laxer compartment and leave the same note open in a stricter one.
    fileprivate func openingStricter() -> [PolicyWarning] {
        let restrictions = house.rules.filter { $0.kind == .restriction && $0.asksForCompartment }
        if restrictions.isEmpty { return [] }
        var diagram = PolicyDiagram(self, hosts: HostAxes(house.rules))
        let outcome = diagram.outcome()
        let possible = PossiblePoints(of: &diagram)
        return restrictions.flatMap { rule in
            CompartmentStep.all.compactMap { step -> PolicyWarning? in
                let open = diagram.wider(step, closing: rule, outcome)
                guard let point = possible.smallest(open, in: &diagram.diagram) else { return nil }
                let place = FactPoint(at: point.values, coding: diagram.coding)
                let (closed, left) = (step.laxer.plural, step.stricter.plural)
                return PolicyWarning(
                    rule: rule.id,
                    code: .opensStricter,
                    sentence: "The rule closes \(closed) and leaves \(left) open, for example: \(place)."
                )
            }
        }
    }
}

extension HouseRule {
    fileprivate var asksForCompartment: Bool {
        ([when] + unless).contains { $0.contains { $0.fact == .compartment } }
    }
}

extension Compartment {
    fileprivate var plural: String {
        switch self {
        case .general: "general notes"
        case .psychotherapy: "psychotherapy notes"
        case .substanceUse: "substance use records"
        case .substanceUseCounseling: "counseling notes"
        }
    }
}
