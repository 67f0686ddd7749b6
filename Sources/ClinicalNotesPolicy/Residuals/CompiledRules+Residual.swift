extension CompiledRules {
    /// The bits of some axes.
    package func mask(of columns: Set<Axis>) -> InlineArray<8, UInt64> {
        var mask = InlineArray<8, UInt64>(repeating: 0)
        for entry in vocabulary.entries where columns.contains(entry.axis) {
            mask[entry.span.first >> 6] |= FactWords.mask(entry.span)
        }
        return mask
    }

    /// Folds known facts into the rules; what is left asks for columns of a store.
    ///
    /// From the same terms and by the same combining as a decision: permissions are certain where they
    /// must hold and possible where they may, prohibitions the other way round.
    ///
    /// - Parameters:
    ///   - facts: What is known of all records.
    ///   - columns: The bits of the axes that the store knows of each record.
    /// - Returns: Which records are permitted for certain, and which may be.
    package func residual(_ facts: FactWords, over columns: InlineArray<8, UInt64>) -> Residual {
        var facts = facts
        // What the store knows of each record differs from one to the next.
        for word in 0..<Layout.words {
            facts.possible[word] |= columns[word] & vocabulary.mask[word]
            facts.known[word] &= ~columns[word]
        }
        facts.complete = false
        let fired = fire(facts)
        let possible = selection(of: fired, facts, columns, certain: false)
        // With nothing unknown but the columns, what is possible is certain.
        guard !knowsAll(facts, but: columns) else { return Residual(certain: possible, possible: possible) }
        return Residual(
            certain: selection(of: fired, facts, columns, certain: true),
            possible: possible
        )
    }

    private func knowsAll(_ facts: FactWords, but columns: InlineArray<8, UInt64>) -> Bool {
        var missing: UInt64 = 0
        for word in 0..<Layout.words {
            missing |= vocabulary.mask[word] & ~facts.known[word] & ~columns[word]
        }
        return missing == 0
    }

    /// What is permitted, for certain or possibly.
    private func selection(
        of fired: Fired,
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>,
        certain: Bool
    ) -> FactPredicate {
        let prohibited = rest(of: fired.may.intersection(prohibitions), facts, columns, certain: !certain)
        if case .all = prohibited { return .nothing }
        var lattice = PredicateLattice()
        return lattice.permitted(
            RuleKinds(
                permitting: rest(of: fired.may.intersection(permissions), facts, columns, certain: certain),
                compelling: rest(of: fired.may.intersection(compulsions), facts, columns, certain: certain),
                prohibiting: prohibited,
                prohibitingInHouse: rest(
                    of: fired.may.intersection(houseProhibitions),
                    facts,
                    columns,
                    certain: !certain
                )
            )
        )
    }

    /// Where one of some rules holds.
    private func rest(
        of rules: RuleSet,
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>,
        certain: Bool
    ) -> FactPredicate {
        var found: [FactPredicate] = []
        var rules = rules
        while let number = rules.popFirst() {
            let holds = rest(of: when[number], facts, columns, certain: certain)
            if case .nothing = holds { continue }
            let excepted = rest(of: unless[number], facts, columns, certain: !certain)
            let rest = FactPredicate.conjunction([holds, excepted.negated])
            if case .all = rest { return .all }
            found.append(rest)
        }
        return .disjunction(found)
    }

    /// Where one of some terms holds.
    private func rest(
        of terms: [Term],
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>,
        certain: Bool
    ) -> FactPredicate {
        var found: [FactPredicate] = []
        for term in terms where term.may(facts) {
            let rest = rest(of: term, facts, columns, certain: certain)
            if case .all = rest { return .all }
            found.append(rest)
        }
        return .disjunction(found)
    }

    /// Where a term holds that may: what it asks of the columns, and nothing for certain if it asks of other
    /// axes that are unknown.
    private func rest(
        of term: Term,
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>,
        certain: Bool
    ) -> FactPredicate {
        var asked: [FactPredicate] = []
        for word in 0..<Layout.words {
            let bits = term.forbidden[word]
            if certain, facts.possible[word] & ~facts.known[word] & ~columns[word] & bits != 0 {
                return .nothing
            }
            var rest = bits & columns[word]
            while rest != 0, let entry = vocabulary.entry(ofBit: word << 6 | rest.trailingZeroBitCount) {
                let mask = FactWords.mask(entry.span)
                rest &= ~mask
                let allowed = (~bits & mask) >> UInt64(entry.span.first & 63)
                if allowed == 0 { return .nothing }
                asked.append(.isIn(entry.axis, places: allowed))
            }
        }
        return .conjunction(asked)
    }
}
