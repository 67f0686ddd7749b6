internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// House rules as functions of the axes, in the places where the law listens to them.
///
/// The flags of house rules stay axes: they are what a request brings of its own. A rule of the policy adds to
/// them. Rules about parents act on who stands in a minor's place; exact but for one thing that no axis tells:
/// what a grant opens to a parent of a substance use record, where a minor who may not consent alone did not,
/// is left out and stays closed here.
extension PolicyDiagram {
    /// Where one house rule holds and the law listens to it.
    mutating func region(of rule: HouseRule) -> Function {
        let held = holds(rule.when, scope: rule.scope)
        let excepted = rule.unless.map { holds($0, scope: []) }
        let any = diagram.any(excepted)
        return diagram.without(held, any)
    }

    private mutating func holds(_ tests: [HouseTest], scope: [Condition]) -> Function {
        var all = region([scope + tests.compactMap(\.condition)])
        for test in tests {
            guard let literal = hosts.literal(test, coding, in: &diagram) else { continue }
            all = diagram.and(all, literal)
        }
        return all
    }

    /// The house rules of some kinds that hold at a point.
    mutating func houseRules(_ kinds: HouseRule.Kind..., holdingAt point: [Bool]) -> [HouseRule] {
        let candidates = house.filter { kinds.contains($0.kind) }
        return candidates.filter { rule in
            let held = region(of: rule)
            return diagram.holds(held, at: point)
        }
    }

    /// Where something is open, and no law compels it, that a restriction says is closed, wherever the law listens to it.
    mutating func openDespiteRestrictions(_ outcome: Outcome) -> Function {
        let content: [Condition] = [.action(Region.content + [.browse, .deidentify])]
        let restrictions = house.filter { $0.kind == .restriction }
        let restricted = restrictions.map { rule in
            let held = holds(rule.when, scope: content)
            let excepted = rule.unless.map { holds($0, scope: []) }
            return diagram.without(held, diagram.any(excepted))
        }
        let closed = diagram.without(diagram.any(restricted), region(Region.patientSide))
        let open = diagram.and(closed, outcome.permitted)
        return diagram.without(open, outcome.compelled)
    }

    /// Where any rule of a kind holds.
    private mutating func region(of kind: HouseRule.Kind, in rules: [HouseRule]) -> Function {
        let regions = rules.filter { $0.kind == kind }.map { region(of: $0) }
        return diagram.any(regions)
    }

    /// What takes the place of each fact that house rules change, by its variable.
    mutating func replacements(by rules: [HouseRule]) -> [Int: Function] {
        var out: [Int: Function] = [:]
        for (kind, flag) in [
            (HouseRule.Kind.restriction, Flag.houseDenies), (.patientGrant, .houseOpensForPatient),
            (.parentGrant, .houseOpensForParent), (.parentRestriction, .houseClosesForParent),
            (.portalRestriction, .houseClosesPortal),
        ] {
            let region = region(of: kind, in: rules)
            guard region != .no, let variable = coding.place(flag)?.variable else { continue }
            let own = diagram.literal(variable)
            out[variable] = diagram.or(own, region)
        }
        let grants = region(of: .parentGrant, in: rules)
        let closes = region(of: .parentRestriction, in: rules)
        if grants == .no, closes == .no { return out }
        for (flag, function) in standing(grants, closes) {
            if let variable = coding.place(flag)?.variable { out[variable] = function }
        }
        return out
    }

    /// Who stands in a minor's place once the host lets parents in or keeps them out, see `setStanding`.
    private mutating func standing(_ grants: Function, _ closes: Function) -> [Flag: Function] {
        let inPlace = fact(.parentInPlace)
        let refused = fact(.parentRefused)
        let byStateLaw = fact(.parentRefusedByStateLaw)
        let byDecision = fact(.parentGrantedByDecision)
        let denied = fact(.parentDeniedByDecision)
        let isParent = diagram.or(inPlace, refused)
        let ordinary = region([[.compartment(.general, .psychotherapy)]])
        let listened = diagram.without(diagram.and(grants, ordinary), closes)
        let opens = diagram.without(diagram.and(refused, listened), byStateLaw)
        let stays = diagram.without(inPlace, closes)
        let stands = diagram.or(stays, opens)
        let granted = diagram.without(fact(.parentGrantedByStateLaw), closes)
        let grantedInstead = diagram.and(byDecision, listened)
        let newlyGranted = diagram.or(opens, grantedInstead)
        let undecided = diagram.without(listened, fact(.houseClosesForParent))
        let stillDenied = diagram.without(diagram.without(denied, closes), undecided)
        let nowDenied = diagram.and(diagram.and(isParent, closes), fact(.professionalRefusesParent))
        let leaves = diagram.without(diagram.and(inPlace, closes), fact(.directiveToSend))
        let others = diagram.without(fact(.standing), leaves)
        let kept = diagram.and(isParent, closes)
        let stillRefused = diagram.without(refused, opens)
        return [
            .parentInPlace: stands,
            .parentRefused: diagram.or(stillRefused, diagram.and(inPlace, closes)),
            .parentRefusedByStateLaw: diagram.or(byStateLaw, kept),
            .parentGrantedByStateLaw: diagram.or(granted, newlyGranted),
            .parentGrantedByDecision: diagram.without(diagram.without(byDecision, closes), listened),
            .parentDeniedByDecision: diagram.or(stillDenied, nowDenied),
            .statePermitsParent: diagram.without(fact(.statePermitsParent), closes),
            .standing: diagram.or(opens, others),
        ]
    }

    private mutating func fact(_ flag: Flag) -> Function { coding.literal(flag, in: &diagram) }

    // MARK: Requirements and duties

    /// What house rules bring with an outcome, see `CompiledHouseRules.obligations`.
    ///
    /// - Parameters:
    ///   - obligation: What they bring.
    ///   - rules: The rules.
    ///   - compelled: Where law compels what is permitted.
    /// - Returns: Where a permit, and where a denial, brings it.
    mutating func bringing(_ obligation: Obligation, by rules: [HouseRule], compelled: Function) -> Brought {
        if rules.isEmpty { return Brought(onPermit: .no, onDenial: .no) }
        let verified = fact(.verified)
        let hhs = diagram.and(compelled, region([[.purpose(.hhsCompliance)]]))
        let requirements = rules.filter { $0.kind == .requirement }
        var required = any(requirements, bringing: obligation)
        if obligation.removesContent { required = diagram.without(required, compelled) }
        if obligation.timing == .before { required = diagram.without(required, hhs) }
        if obligation == .legalReview {
            let narrowing = requirements.filter { $0.obligation?.removesContent ?? false }
            let regions = narrowing.map { region(of: $0) }
            let narrowed = diagram.and(diagram.any(regions), compelled)
            required = diagram.or(required, diagram.without(narrowed, hhs))
        }
        let duties = any(rules.filter { $0.kind == .patientDuty }, bringing: obligation)
        let asked = region([
            [
                .lane(.access), .action(HouseRule.Kind.patientDuty.actions), .that(.asksForSelf),
                .that(.patientIsSubject), .not(.channelWrong),
            ]
        ])
        let clocks = any(rules.filter { $0.kind == .accessClock }, bringing: obligation)
        let clock = clocks == .no ? clocks : diagram.and(clocks, answered(under: rules))
        let owed = diagram.and(diagram.and(duties, asked), verified)
        return Brought(
            onPermit: diagram.or(diagram.and(required, verified), clock),
            onDenial: diagram.or(owed, clock)
        )
    }

    /// Where a request for access is owed an answer: the patient's, and that of who stands in the patient's place under some rules.
    private mutating func answered(under rules: [HouseRule]) -> Function {
        var standing = fact(.standing)
        if let variable = coding.place(.standing)?.variable, let under = replacements(by: rules)[variable] {
            standing = under
        }
        return diagram.and(region([[.that(.verified, .patientIsSubject), .not(.channelWrong)]]), standing)
    }

    private mutating func any(_ rules: [HouseRule], bringing obligation: Obligation) -> Function {
        let regions = rules.filter { $0.obligation == obligation }.map { region(of: $0) }
        return diagram.any(regions)
    }
}
