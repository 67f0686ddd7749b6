package import ClinicalNotesModel
package import ClinicalNotesPolicy

/// How the compartments are ordered: a stricter one never opens what a laxer one closes, but where law says so.
///
/// Each step is looked at in cells: one of the roles, one of the purposes, one of the instruments, inside the holder or
/// outside. A cell counts where any request in it is opened in the stricter compartment and closed in the laxer one, the
/// note and the request being alike in all else. Every request is looked at; nothing is sampled.
package struct CompartmentOrder: Sendable {
    /// One role, purpose and instrument, inside the holder or outside.
    package struct Cell: Hashable, Sendable {
        /// Who asks; nobody in the patient's place.
        package let role: PrincipalRole
        /// For what.
        package let purpose: PurposeOfUse
        /// With which legal process; none is shown where there is none.
        package let instrument: LegalProcess.Instrument?
        /// For the entity that holds the note.
        package let isInHouse: Bool
    }

    /// A paragraph by which law opens a stricter compartment alone.
    package struct Exception: Sendable {
        /// What it says, in plain words.
        package let sentence: String
        /// Where the law says so.
        package let citation: Citation
        /// The cells in which it opens something.
        package let cells: [Cell]
    }

    /// Two compartments, the laxer and the stricter one.
    package struct Step: Sendable {
        /// The one that protects less.
        package let laxer: Compartment
        /// The one that protects more.
        package let stricter: Compartment
        /// Where law opens the stricter one alone.
        package let exceptions: [Exception]
        /// The cells in which something else opens the stricter one alone; none of a policy that is proven.
        package let unexplained: [Cell]
    }

    /// The roles of the cells: everybody but the patient and those in the patient's place.
    package let roles: [PrincipalRole]
    /// The purposes of the cells: all for which content is asked for.
    package let purposes: [PurposeOfUse]
    /// The instruments of the cells, the first one none.
    package let instruments: [LegalProcess.Instrument?]
    /// General to psychotherapy, general to substance use, substance use to counseling.
    package let steps: [Step]

    /// How many cells each step has.
    package var cells: Int { roles.count * purposes.count * instruments.count * 2 }
}

extension Policy {
    /// Where a stricter compartment opens what a laxer one closes, cell by cell; takes seconds.
    ///
    /// ``verify()`` proves that no cell is unexplained. House rules are facts of which nothing is assumed.
    package func compartmentOrder() -> CompartmentOrder {
        // For keeping the record.
        let unasked: [PurposeOfUse] = [.documentation, .amendmentRequest, .accounting]
        let axes = (
            roles: Groups.others,
            purposes: PurposeOfUse.allCases.filter { !unasked.contains($0) },
            instruments: [nil] + LegalProcess.Instrument.allCases.map(Optional.some)
        )
        var search = CompartmentSearch(self, axes.roles, axes.purposes)
        return CompartmentOrder(
            roles: axes.roles,
            purposes: axes.purposes,
            instruments: axes.instruments,
            steps: CompartmentStep.all.map { search.look(at: $0) }
        )
    }
}

/// Looks for the cells of a step, one smallest point after the other.
private struct CompartmentSearch {
    private var policy: PolicyDiagram
    private let outcome: PolicyDiagram.Outcome
    private let possible: PossiblePoints
    private let within: PolicyDiagram.Function

    init(_ policy: Policy, _ roles: [PrincipalRole], _ purposes: [PurposeOfUse]) {
        var diagram = PolicyDiagram(policy.compiled.rules)
        outcome = diagram.outcome()
        possible = PossiblePoints(of: &diagram)
        within = diagram.region([
            [.jurisdiction(.unitedStates), .role(roles), .purpose(purposes)] + CompartmentStep.region
        ])
        self.policy = diagram
    }

    mutating func look(at step: CompartmentStep) -> CompartmentOrder.Step {
        let wider = policy.wider(step, outcome)
        var rest = policy.diagram.and(within, wider)
        var exceptions: [CompartmentOrder.Exception] = []
        for exception in step.exceptions {
            let region = policy.region(exception.when)
            let cells = cells(of: policy.diagram.and(rest, region))
            rest = policy.diagram.without(rest, region)
            exceptions.append(
                CompartmentOrder.Exception(
                    sentence: exception.sentence,
                    citation: exception.citation,
                    cells: cells
                )
            )
        }
        return CompartmentOrder.Step(
            laxer: step.laxer,
            stricter: step.stricter,
            exceptions: exceptions,
            unexplained: cells(of: rest)
        )
    }

    private mutating func cells(of function: PolicyDiagram.Function) -> [CompartmentOrder.Cell] {
        var found: [CompartmentOrder.Cell] = []
        var rest = function
        while let point = possible.smallest(rest, in: &policy.diagram) {
            guard let cell = cell(at: point.values) else { return found }
            found.append(cell)
            let seen = policy.region([
                [
                    .role(cell.role), .purpose(cell.purpose), .instrument(cell.instrument),
                    cell.isInHouse ? .that(.inHouse) : .not(.inHouse),
                ]
            ])
            rest = policy.diagram.without(rest, seen)
        }
        return found
    }

    private func cell(at point: [Bool]) -> CompartmentOrder.Cell? {
        let facts = policy.coding.facts(at: point)
        guard let role = facts.ordinal(Layout.role), let purpose = facts.ordinal(Layout.purpose),
            let instrument = facts.ordinal(Layout.instrument)
        else { return nil }
        return CompartmentOrder.Cell(
            role: PrincipalRole.allCases[role],
            purpose: PurposeOfUse.allCases[purpose],
            instrument: instrument == 0 ? nil : LegalProcess.Instrument.allCases[instrument - 1],
            isInHouse: facts.truth(.inHouse).mustHold
        )
    }
}
