/// What the rules of each kind come to: whether one of them holds, where it does, or which of them do.
package struct RuleKinds<Value> {
    package var permitting: Value
    /// Permissions that law compels; they are among the permitting ones.
    package var compelling: Value
    package var prohibiting: Value
    package var prohibitingInHouse: Value

    package init(permitting: Value, compelling: Value, prohibiting: Value, prohibitingInHouse: Value) {
        self.permitting = permitting
        self.compelling = compelling
        self.prohibiting = prohibiting
        self.prohibitingInHouse = prohibitingInHouse
    }

    /// What must come to a permit: what opens holds for certain, and what closes not even possibly.
    ///
    /// - Parameters:
    ///   - must: What holds for certain.
    ///   - may: What may hold.
    /// - Returns: The rules to combine.
    @inline(__always)
    package static func certain(must: RuleKinds, may: RuleKinds) -> RuleKinds {
        RuleKinds(
            permitting: must.permitting,
            compelling: must.compelling,
            prohibiting: may.prohibiting,
            prohibitingInHouse: may.prohibitingInHouse
        )
    }

    /// What may come to a permit: what opens may hold, and what closes does not for certain.
    ///
    /// - Parameters:
    ///   - must: What holds for certain.
    ///   - may: What may hold.
    /// - Returns: The rules to combine.
    @inline(__always)
    package static func possible(must: RuleKinds, may: RuleKinds) -> RuleKinds {
        certain(must: may, may: must)
    }
}

/// Where values are joined, met and turned around: bits, what a store selects by, functions of a diagram.
package protocol BooleanLattice<Value> {
    associatedtype Value

    mutating func and(_ left: Value, _ right: Value) -> Value
    mutating func or(_ left: Value, _ right: Value) -> Value
    mutating func not(_ value: Value) -> Value
}

extension BooleanLattice {
    /// How rules combine, in the one place that says so: prohibitions override, law that compels overrides the host's own,
    /// and what nothing permits is denied.
    @inline(__always)
    package mutating func permitted(_ rules: RuleKinds<Value>) -> Value {
        let unprohibited = not(rules.prohibiting)
        let unprohibitedInHouse = not(rules.prohibitingInHouse)
        return and(unprohibited, or(rules.compelling, and(rules.permitting, unprohibitedInHouse)))
    }
}

/// Whether something is so.
struct TruthLattice: BooleanLattice {
    @inline(__always)
    func and(_ left: Bool, _ right: Bool) -> Bool { left && right }

    @inline(__always)
    func or(_ left: Bool, _ right: Bool) -> Bool { left || right }

    @inline(__always)
    func not(_ value: Bool) -> Bool { !value }
}

/// What records are selected by.
struct PredicateLattice: BooleanLattice {
    func and(_ left: FactPredicate, _ right: FactPredicate) -> FactPredicate { .conjunction([left, right]) }

    func or(_ left: FactPredicate, _ right: FactPredicate) -> FactPredicate { .disjunction([left, right]) }

    func not(_ value: FactPredicate) -> FactPredicate { value.negated }
}
