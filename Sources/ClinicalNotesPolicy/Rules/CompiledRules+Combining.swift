extension CompiledRules {
    /// How what fired combines.
    package func effect(of fired: borrowing Fired) -> Effect {
        var must = RuleKinds<UInt64>()
        var may = RuleKinds<UInt64>()
        for word in 0..<ruleWords {
            must.formUnion(kinds(of: fired.must[word: word], word))
            may.formUnion(kinds(of: fired.may[word: word], word))
        }
        return Effect(must: must, may: may)
    }

    /// The kinds of rules among 64, one bit each.
    @inline(__always)
    func kinds(of rules: UInt64, _ word: Int) -> RuleKinds<UInt64> {
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
    package func awaited(by rules: RuleSet, _ facts: borrowing FactWords) -> InlineArray<8, UInt64> {
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

/// The rules of each kind among 64, one bit each; not zero where there are any.
extension RuleKinds<UInt64> {
    @inline(__always)
    init() { self.init(permitting: 0, compelling: 0, prohibiting: 0, prohibitingInHouse: 0) }

    @inline(__always)
    mutating func formUnion(_ other: RuleKinds) {
        permitting |= other.permitting
        compelling |= other.compelling
        prohibiting |= other.prohibiting
        prohibitingInHouse |= other.prohibitingInHouse
    }

    /// Whether there are any.
    @inline(__always)
    var any: RuleKinds<Bool> {
        RuleKinds<Bool>(
            permitting: permitting != 0,
            compelling: compelling != 0,
            prohibiting: prohibiting != 0,
            prohibitingInHouse: prohibitingInHouse != 0
        )
    }
}

extension Effect {
    /// What follows from the rules that hold for certain and those that may.
    @inline(__always)
    init(must: RuleKinds<UInt64>, may: RuleKinds<UInt64>) {
        var lattice = TruthLattice()
        if lattice.permitted(.certain(must: must.any, may: may.any)) {
            self = .permit
        } else if lattice.permitted(.possible(must: must.any, may: may.any)) {
            self = .undetermined
        } else {
            self = .deny
        }
    }
}
