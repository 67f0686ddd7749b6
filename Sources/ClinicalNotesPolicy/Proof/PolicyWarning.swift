internal import ClinicalNotesModel

/// What a host should look at in its house rules; nothing of it changes a decision.
public struct PolicyWarning: Hashable, Sendable, CustomStringConvertible {
    /// What is the matter; codes may be added.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The spelling in JSON.
        public let rawValue: String

        /// A code by its spelling.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The rule changes nothing, for any request.
        public static let changesNothing = Code(rawValue: "changes-nothing")
        /// Other house rules do all that the rule does.
        public static let repeated = Code(rawValue: "repeated")
        /// The rule closes notes that protect less and leaves open those that protect more.
        public static let opensStricter = Code(rawValue: "opens-stricter")
        /// The rule names a word that no other rule and nothing else uses: it may be misspelt.
        public static let unusedWord = Code(rawValue: "unused-word")
        /// Counsel has still to say that the rule reads the law rightly.
        public static let forCounsel = Code(rawValue: "for-counsel")
    }

    /// The house rule.
    public let rule: RuleID
    /// What is the matter.
    public let code: Code
    /// The same in plain words.
    public let sentence: String

    /// The name of the rule and the sentence in one line.
    public var description: String { "\(rule): \(sentence)" }
}

extension PolicyProof {
    /// What ``Policy/warnings(usedByNotes:)`` tells, then what of the house rules is proven and yet hardly meant; worked
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
