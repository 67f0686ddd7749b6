internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Two compartments of which one protects more, and how the facts of a note in one are told in the other.
///
/// Some facts are of one compartment alone, such as the document that opens it. What stands for them in the laxer
/// compartment is listed, so that requests are compared that differ in nothing else.
struct CompartmentStep: Sendable {
    /// Facts of the laxer compartment, each with lists of conditions on the stricter one.
    typealias Facts = [(flag: Flag, when: [[Condition]])]

    let laxer: Compartment
    let stricter: Compartment
    /// Where facts hold of the note in the laxer compartment; all others are alike.
    let facts: Facts
    /// Where law itself opens the stricter compartment alone.
    let exceptions: [CompartmentException]

    /// What the order is about: third parties, also those to whom the patient directs something.
    static let region: [Condition] = [.lane(.thirdParty, .directed)]

    /// Every step, in the United States; law of the United Kingdom knows no compartments.
    static let all = [psychotherapy, substanceUse, counseling]

    private static let psychotherapy = CompartmentStep(
        laxer: .general,
        stricter: .psychotherapy,
        facts: general,
        exceptions: CompartmentException.psychotherapy
    )

    /// A consent under Part 2 does for its record what an authorization does for another.
    private static let substanceUse = CompartmentStep(
        laxer: .general,
        stricter: .substanceUse,
        facts: general + consents,
        exceptions: CompartmentException.substanceUse
    )

    /// A consent for counseling notes does for them what another consent does for a record.
    ///
    /// For proceedings it does what one for proceedings does. Under whose law a recipient holds a counseling note no fact
    /// tells: so under none.
    private static let counseling = CompartmentStep(
        laxer: .substanceUse,
        stricter: .substanceUseCounseling,
        facts: [
            (.underPrivacyRule, []),
            (.consented, [[.that(.counselingConsented)]]),
            (.consentedByAll, [[.that(.counselingConsentedByAll)]]),
            (
                .consentForProceedings,
                [[.that(.counselingConsented), .purpose(.judicialProceeding, .lawEnforcement)]]
            ),
        ],
        exceptions: CompartmentException.counseling
    )

    /// What a note would be told of in the general record.
    private static let general: Facts = [
        (.underPrivacyRule, [[]]), (.mislabeled, []), (.protectedFromPatient, []), (.outsideTheRight, []),
    ]

    private static let consents: Facts = [
        (.authorized, [[.that(.authorized)], [.that(.consented)]]),
        (.authorizedByAll, [[.that(.authorizedByAll)], [.that(.consentedByAll)]]),
    ]
}

extension PolicyDiagram {
    /// Where a note of the stricter compartment is opened that would be closed in the laxer one.
    mutating func wider(_ step: CompartmentStep, _ outcome: Outcome) -> Function {
        var others: [Int: Function] = [:]
        for (flag, when) in step.facts {
            if let variable = coding.place(flag)?.variable { others[variable] = region(when) }
        }
        var known: [Function: Function] = [:]
        let asLaxer = fixing(outcome.permitted, step.laxer)
        let opened = diagram.replace(asLaxer, others, &known)
        let stricter = diagram.without(fixing(outcome.permitted, step.stricter), opened)
        return diagram.and(region([[.compartment(step.stricter)]]), stricter)
    }

    /// Where that is so because of a rule of the house and of no law.
    mutating func wider(_ step: CompartmentStep, closing rule: HouseRule, _ outcome: Outcome) -> Function {
        let exceptions = region(step.exceptions.flatMap(\.when))
        let byHouse = diagram.without(wider(step, outcome), exceptions)
        let closed = fixing(region(of: rule), step.laxer)
        return diagram.and(byHouse, closed)
    }

    private mutating func fixing(_ function: Function, _ compartment: Compartment) -> Function {
        guard let axis = coding.place(Layout.compartment) else { return function }
        return (0..<axis.bits).reduce(function) { function, bit in
            let isSet = compartment.ordinal >> (axis.bits - 1 - bit) & 1 == 1
            return diagram.fix(function, axis.variable + bit, isSet)
        }
    }
}
