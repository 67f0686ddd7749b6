extension CompiledRules {
    /// The bits of some axes.
    func mask(of columns: Set<Axis>) -> InlineArray<8, UInt64> {
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
    func residual(_ facts: FactWords, over columns: InlineArray<8, UInt64>) -> Residual {
        var facts = facts
        // What the store knows of each record differs from one to the next.
        for word in 0..<Layout.words {
            facts.possible[word] |= columns[word] & vocabulary.mask[word]
            facts.known[word] &= ~columns[word]
        }
        facts.complete = false
        let fired = fire(facts)
        let permitted = rest(of: fired.may.intersection(permissions), facts, columns)
        let compelled = rest(of: fired.may.intersection(compulsions), facts, columns)
        let prohibited = rest(of: fired.may.intersection(prohibitions), facts, columns)
        let house = rest(of: fired.may.intersection(houseProhibitions), facts, columns)
        return Residual(
            certain: .conjunction([
                prohibited.possible.negated,
                .disjunction([
                    compelled.certain, .conjunction([permitted.certain, house.possible.negated]),
                ]),
            ]),
            possible: .conjunction([
                prohibited.certain.negated,
                .disjunction([
                    compelled.possible, .conjunction([permitted.possible, house.certain.negated]),
                ]),
            ])
        )
    }

    /// Where one of some rules holds.
    private func rest(
        of rules: RuleSet,
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>
    ) -> Residual {
        var certain: [FactPredicate] = []
        var possible: [FactPredicate] = []
        for number in rules.numbers {
            let holds = when[number].filter { $0.may(facts) }.map { rest(of: $0, facts, columns) }
            let excepted = unless[number].filter { $0.may(facts) }.map { rest(of: $0, facts, columns) }
            certain.append(
                .conjunction([
                    .disjunction(holds.map(\.certain)), .disjunction(excepted.map(\.possible)).negated,
                ])
            )
            possible.append(
                .conjunction([
                    .disjunction(holds.map(\.possible)), .disjunction(excepted.map(\.certain)).negated,
                ])
            )
        }
        return Residual(certain: .disjunction(certain), possible: .disjunction(possible))
    }

    /// Where a term holds that may: what it asks of the columns, and nothing for certain if it asks of other
    /// axes that are unknown.
    private func rest(
        of term: Term,
        _ facts: FactWords,
        _ columns: InlineArray<8, UInt64>
    ) -> Residual {
        var asked: [FactPredicate] = []
        var isCertain = true
        for word in 0..<Layout.words {
            let bits = term.forbidden[word]
            if facts.possible[word] & ~facts.known[word] & ~columns[word] & bits != 0 { isCertain = false }
            var rest = bits & columns[word]
            while rest != 0, let entry = vocabulary.entry(ofBit: word << 6 | rest.trailingZeroBitCount) {
                let mask = FactWords.mask(entry.span)
                rest &= ~mask
                let allowed = (~bits & mask) >> UInt64(entry.span.first & 63)
                asked.append(allowed == 0 ? .nothing : .isIn(entry.axis, places: allowed))
            }
        }
        let asks = FactPredicate.conjunction(asked)
        return Residual(certain: isCertain ? asks : .nothing, possible: asks)
    }
}
