internal import ClinicalNotesModel

extension Axis {
    /// Where a note is kept; the places are those of `Compartment`'s ordinals.
    package static let compartment = Axis(Layout.compartment)
    /// Where a note is in its life; the places are those of `NoteStatus`'s ordinals.
    package static let status = Axis(Layout.status)

    /// What somebody wants to do.
    static let action = Axis(Layout.action)
    /// Which of the questions that law asks it is.
    static let lane = Axis(Layout.lane)
    /// Whose law it is.
    static let jurisdiction = Axis(Layout.jurisdiction)

    private init(_ span: Layout.Span) { self.init(span.name, values: Layout.values(of: span)) }
}

extension Policy {
    /// What a store can select notes by that knows compartment and status of each.
    ///
    /// For lists, counts and worklists: facts that all notes of the list share are folded into the rules, and
    /// what is left asks for ``Axis/compartment`` and ``Axis/status`` alone. Decide on each possible note again.
    ///
    /// - Parameter request: What is known of every note of the list; where compartment or status are
    ///   unknown, they are what the store is asked for.
    /// - Returns: Which notes are permitted for certain, and which may be.
    package func residual(_ request: AccessRequest) -> Residual {
        guard request.note.compartment == .unknown else { return residual(ofOneCompartment: request) }
        // Many facts follow from the compartment, so each is folded by itself.
        var certain = [(FactPredicate, UInt64)]()
        var possible = [(FactPredicate, UInt64)]()
        for compartment in Compartment.allCases {
            var request = request
            request.note.compartment = .known(compartment)
            let residual = residual(ofOneCompartment: request)
            Self.join(residual.certain, of: compartment, into: &certain)
            Self.join(residual.possible, of: compartment, into: &possible)
        }
        return Residual(certain: Self.disjunction(certain), possible: Self.disjunction(possible))
    }

    private func residual(ofOneCompartment request: AccessRequest) -> Residual {
        var fired = CompiledHouseRules.Fired()
        let facts = FactWords(of: request, under: house, fired: &fired)
        var columns = InlineArray<8, UInt64>(repeating: 0)
        if request.note.status == .unknown {
            columns[Layout.status.first >> 6] = FactWords.mask(Layout.status)
        }
        return compiled.residual(facts, over: columns)
    }

    private static func join(
        _ predicate: FactPredicate,
        of compartment: Compartment,
        into joined: inout [(FactPredicate, UInt64)]
    ) {
        let place = 1 << UInt64(compartment.ordinal) as UInt64
        if let known = joined.firstIndex(where: { $0.0 == predicate }) {
            joined[known].1 |= place
        } else {
            joined.append((predicate, place))
        }
    }

    private static func disjunction(_ joined: [(FactPredicate, UInt64)]) -> FactPredicate {
        let everywhere = FactWords.mask(Layout.compartment) >> UInt64(Layout.compartment.first & 63)
        return .disjunction(
            joined.map { predicate, places in
                places == everywhere
                    ? predicate : .conjunction([.isIn(.compartment, places: places), predicate])
            }
        )
    }
}
