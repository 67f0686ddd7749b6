extension CompiledRules {
    /// How what fired combines.
    package func effect(of fired: borrowing Fired) -> Effect {
        var must = RuleKinds()
        var may = RuleKinds()
        for word in 0..<ruleWords {
            must.formUnion(kinds(of: fired.must[word: word], word))
            may.formUnion(kinds(of: fired.may[word: word], word))
        }
        return Effect(must: must, may: may)
    }

    /// The kinds of rules among 64, one bit each.
    @inline(__always)
    func kinds(of rules: UInt64, _ word: Int) -> RuleKinds {
        RuleKinds(
            permitting: rules & permissions[word: word],
            compelling: rules & compulsions[word: word],
            prohibiting: rules & prohibitions[word: word],
            prohibitingInHouse: rules & houseProhibitions[word: word]
        )
    }

    /// The permissions that may turn out to decide a permit: of those that may hold all up to the first one that does for
    /// certain.
    ///
    /// With every fact known that is the one that decides. While facts are missing it may be any of them, so that what each
    /// of them brings is brought.
    func deciders(of fired: borrowing Fired) -> RuleSet {
        var found = RuleSet()
        if fired.must.intersection(houseProhibitions).isEmpty {
            insertUpToFirstCertain(of: permissions, fired, into: &found)
        }
        if !fired.may.intersection(houseProhibitions).isEmpty {
            insertUpToFirstCertain(of: compulsions, fired, into: &found)
        }
        return found
    }

    private func insertUpToFirstCertain(
        of rules: RuleSet,
        _ fired: borrowing Fired,
        into found: inout RuleSet
    ) {
        var rest = fired.may.intersection(rules)
        while let number = rest.popFirst() {
            found.insert(number)
            if fired.must.contains(number) { return }
        }
    }

    /// Whether law compels what is permitted.
    func compulsion(of fired: borrowing Fired) -> Truth {
        if !fired.must.intersection(compulsions).isEmpty { return .yes }
        return fired.may.intersection(compulsions).isEmpty ? .no : .unknown
    }

    /// The bits of the unknown axes that some rules ask about: of the conditions that may hold, and of exceptions.
    func awaited(by rules: RuleSet, _ facts: borrowing FactWords) -> InlineArray<8, UInt64> {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        var rest = rules
        while let number = rest.popFirst() {
            for term in when[number] where term.may(facts) { term.addForbidden(to: &bits) }
            for term in unless[number] { term.addForbidden(to: &bits) }
        }
        for word in bits.indices { bits[word] &= facts.possible[word] & ~facts.known[word] }
        return bits
    }

    /// The unknown axes that some rules ask about.
    func unknown(_ rules: RuleSet, _ facts: borrowing FactWords) -> [Axis] {
        vocabulary.axes(ofBits: awaited(by: rules, facts))
    }
}

/// The rules of each kind among some; not zero where there are any.
struct RuleKinds {
    var permitting: UInt64 = 0
    var compelling: UInt64 = 0
    var prohibiting: UInt64 = 0
    var prohibitingInHouse: UInt64 = 0

    @inline(__always)
    mutating func formUnion(_ other: RuleKinds) {
        permitting |= other.permitting
        compelling |= other.compelling
        prohibiting |= other.prohibiting
        prohibitingInHouse |= other.prohibitingInHouse
    }
}

extension Effect {
    /// What follows from the rules that hold for certain and those that may: prohibitions override, law that compels
    /// overrides the host's own, and what nothing permits is denied.
    @inline(__always)
    init(must: RuleKinds, may: RuleKinds) {
        if may.prohibiting == 0,
            must.compelling != 0 || (must.permitting != 0 && may.prohibitingInHouse == 0)
        {
            self = .permit
        } else if must.prohibiting != 0 || may.permitting == 0
            || (may.compelling == 0 && must.prohibitingInHouse != 0)
        {
            self = .deny
        } else {
            self = .undetermined
        }
    }
}
