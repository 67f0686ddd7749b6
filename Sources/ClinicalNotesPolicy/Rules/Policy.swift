/// Law, compiled: what a request is decided by.
///
/// Pure and synchronous. A missing fact never opens anything: permits need facts that are certain, and
/// denials hold where they may apply.
///
/// ```swift
/// let policy = Policy.unitedStates.adding(.newYork).adding {
///     ThirdPartyRestriction("billing sees no psychological testing", because: "Practice policy 4.2") {
///         Principal.role == .billing
///         Note.kind == .psychologicalTesting
///     }
/// }
/// ```
public struct Policy: Sendable {
    /// The packages and house rules and their versions, in one line for the audit log.
    public let version: String

    let packages: [LawPackage]
    package let compiled: CompiledRules
    package let house: CompiledHouseRules
    /// The house rules, as they were added.
    package let houseRules: [HouseRules]

    init(_ packages: LawPackage...) {
        self.init(packages, compiled: CompiledRules(law: packages.flatMap(\.rules)), houseRules: [])
    }

    private init(_ packages: [LawPackage], compiled: CompiledRules, houseRules: [HouseRules]) {
        self.packages = packages
        self.compiled = compiled
        self.houseRules = houseRules
        house = CompiledHouseRules(houseRules.flatMap(\.rules))
        version =
            (packages.map { "\($0.name)/\($0.version)" }
            + houseRules.map(\.versionWord)).joined(separator: " ")
    }

    /// The same version with other rules, for proofs of what a rule is there for.
    package init(version: String, rules: [LawRule], houseRules: [HouseRules] = []) {
        self.version = version
        packages = []
        compiled = CompiledRules(law: rules)
        self.houseRules = houseRules
        house = CompiledHouseRules(houseRules.flatMap(\.rules))
    }

    /// The same policy with house rules more; those that it has stay.
    ///
    /// Whatever they say, nothing opens to staff and outsiders that law closes, nothing closes to patients
    /// that law opens, and what law compels stays: 45 CFR 160.203(b), 160.202.
    ///
    /// A rule whose name the policy already has is given a number, as in ``HouseRules``. For rules that are written in
    /// Swift; those of a document go through ``adding(decoded:)``.
    ///
    /// - Precondition: There is room for the rules, see ``hasRoom(for:)``.
    /// - Parameter rules: The rules.
    /// - Returns: The policy.
    public func adding(_ rules: HouseRules) -> Policy {
        let taken = Set(compiled.rules.map(\.id) + house.rules.map(\.id))
        return Policy(
            packages,
            compiled: compiled,
            houseRules: houseRules + [rules.distinct(from: taken)]
        )
    }

    /// The same policy with the house rules of a document more, as ``adding(_:)-(HouseRules)`` adds them.
    ///
    /// - Parameter rules: The rules.
    /// - Returns: The policy.
    /// - Throws: ``PolicyError`` with ``PolicyError/Code/tooManyRules`` if there is no room for them.
    public func adding(decoded rules: HouseRules) throws(PolicyError) -> Policy {
        guard hasRoom(for: rules) else { throw PolicyError(.tooManyRules) }
        return adding(rules)
    }

    /// Whether rules can be added: ``HouseRules/capacity`` in all, and `HouseRules.hostTestCapacity`
    /// different tests of the host's own facts.
    public func hasRoom(for rules: HouseRules) -> Bool {
        let all = house.rules + rules.rules
        return all.count <= HouseRules.capacity && HostIndex(all).hostTests <= HouseRules.hostTestCapacity
    }

    /// The same policy with a practice's own rules.
    ///
    /// - Precondition: There is room for the rules, as for ``adding(_:)-(HouseRules)``.
    /// - Parameter rules: The rules.
    /// - Returns: The policy.
    public func adding(@HouseRulesBuilder _ rules: () -> [HouseRule]) -> Policy {
        adding(HouseRules("house", version: "1", rules: rules()))
    }

    /// The same policy without some of its house rules; law stays, whatever is named.
    ///
    /// - Parameter rules: The names of house rules, as ``rules`` has them.
    /// - Returns: The policy; its version tells that it is another one if it is.
    package func removing(houseRules rules: Set<RuleID>) -> Policy {
        Policy(packages, compiled: compiled, houseRules: houseRules.map { $0.without(rules) })
    }

    /// Every rule, in the order in which they are cited; the host's own last.
    public var rules: [RuleSummary] {
        compiled.listed.map { RuleSummary($0) } + house.rules.map { RuleSummary($0) }
    }

    /// What a rule says, in plain words.
    public func sentence(of rule: RuleID) -> String? {
        compiled.rules.first { $0.id == rule }?.sentence ?? house.rules.first { $0.id == rule }?.sentence
    }

    /// Decides one request.
    ///
    /// - Parameter request: The facts; what is not known is `unknown`.
    /// - Returns: The decision; never an error.
    public func decide(_ request: borrowing AccessRequest) -> Decision {
        var houseFired = CompiledHouseRules.Fired()
        let facts = FactWords(of: request, under: house, fired: &houseFired)
        let fired = compiled.fire(facts)
        let effect = compiled.effect(of: fired)
        return Decision(
            effect: effect,
            visibility: effect == .permit ? visibility(of: request, facts, fired, houseFired) : .nothing,
            told: effect == .permit || facts.mayBeToldOpenly ? .disclosed : .concealed,
            compiled: compiled,
            house: house,
            facts: facts,
            fired: fired,
            houseFired: houseFired,
            purpose: request.purpose,
            policyVersion: version
        )
    }

    /// What only the host can answer and some house rule asks for.
    package var hostQuestions: HostQuestions {
        HostQuestions(
            roles: house.asked.contains(.hostRole),
            units: !house.asked.isDisjoint(with: [.unit, .ofNotesUnit]),
            location: house.asked.contains(.location),
            colleagues: house.asked.contains(.worksHere)
        )
    }

    /// The house rules that may close what is asked to staff and outsiders.
    ///
    /// - Parameter request: The facts; what is unknown is taken to be whatever lets a rule apply.
    /// - Returns: The names of the rules.
    package func restrictions(thatMayApplyTo request: borrowing AccessRequest) -> Set<RuleID> {
        var fired = CompiledHouseRules.Fired()
        _ = FactWords(of: request, under: house, fired: &fired)
        return Set(fired.may.intersection(house.set(.restriction)).numbers.map { house.rules[$0].id })
    }

    /// In which time a request for access is answered, whatever the answer: the shortest that house rules may set, or law's own.
    ///
    /// - Parameter request: The facts of the request, those of single notes unknown if it is for a record as a whole.
    /// - Returns: The obligation with the fewest days.
    package func accessClock(_ request: borrowing AccessRequest) -> Obligation {
        var fired = CompiledHouseRules.Fired()
        _ = FactWords(of: request, under: house, fired: &fired)
        let clocks = house.clocks(fired) + [.respond30Days]
        return clocks.min { ($0.days ?? .max) < ($1.days ?? .max) } ?? .respond30Days
    }

    private func visibility(
        of request: borrowing AccessRequest,
        _ facts: FactWords,
        _ fired: CompiledRules.Fired,
        _ houseFired: CompiledHouseRules.Fired
    ) -> Visibility {
        guard facts.truth(.severalSubjects).mayHold else {
            return request.visibility(facts, removingOthers: false)
        }
        var outcome = facts
        outcome.set(.permitted, .yes)
        let removesOthers =
            compiled.redactsOtherSubjects(outcome)
            || house.redactsOtherSubjects(facts, isCompelled: compiled.compels(fired), houseFired)
        return request.visibility(facts, removingOthers: removesOthers)
    }
}

extension Policy: CustomStringConvertible {
    /// The version: its packages and house rules, not what they say.
    public var description: String { version }
}

extension Policy {
    /// Decides about facts as they are, without house rules that ask the host.
    package func decide(_ facts: FactWords) -> Decision {
        let fired = compiled.fire(facts)
        return Decision(
            effect: compiled.effect(of: fired),
            visibility: .nothing,
            told: .concealed,
            compiled: compiled,
            house: .none,
            facts: facts,
            fired: fired,
            houseFired: CompiledHouseRules.Fired(),
            purpose: .unknown,
            policyVersion: version
        )
    }
}
