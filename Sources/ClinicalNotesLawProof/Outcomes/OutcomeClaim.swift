internal import ClinicalNotesPolicy

/// Where a permit or a denial cites a paragraph or brings an obligation: in each of some cases, and in no other.
struct OutcomeClaim: Sendable {
    let outcome: OutcomeCase.Outcome
    let content: OutcomeCase.Content
    let cases: [OutcomeCase]

    /// Whether it is so in no other case.
    var isComplete: Bool { !cases.contains(where: \.isOneOfMany) }

    /// The same in one jurisdiction.
    func about(_ jurisdiction: Jurisdiction) -> OutcomeClaim {
        OutcomeClaim(outcome: outcome, content: content, cases: cases.within(.jurisdiction(jurisdiction)))
    }

    /// What it says of a permit or a denial, as in `cites-45-CFR-164.501`.
    fileprivate var name: String {
        switch content {
        case .citation(let citation):
            "\(outcome.rawValue).cites-\(citation.description.replacing(" ", with: "-"))"
        case .obligation(let obligation): "\(outcome.rawValue).brings-\(obligation.rawValue)"
        }
    }

    fileprivate var sentence: String {
        let says =
            switch content {
            case .citation: "cites the paragraph"
            case .obligation(let obligation): "brings \(obligation.rawValue)"
            }
        let elsewhere = isComplete ? ", and in no other" : ""
        return "A \(outcome.rawValue) \(says) in the cases that are written down for it\(elsewhere)."
    }
}

extension Statement {
    /// One statement for each paragraph and obligation that a permit or a denial cites or brings, in the order in which the
    /// cases first name them.
    static func joining(_ cases: [OutcomeCase], prefix: String = "") -> [Statement] {
        var claims = [OutcomeClaim]()
        var places = [String: Int]()
        for one in cases {
            for content in one.contents {
                let claim = OutcomeClaim(outcome: one.outcome, content: content, cases: [one])
                if let place = places[claim.name] {
                    let joined = claims[place].cases + [one]
                    claims[place] = OutcomeClaim(outcome: one.outcome, content: content, cases: joined)
                } else {
                    places[claim.name] = claims.count
                    claims.append(claim)
                }
            }
        }
        return claims.map { claim in
            var law = claim.cases[0].citation
            if case .citation(let citation) = claim.content { law = citation }
            return Statement(.outcome(claim), prefix + claim.name, claim.sentence, law, [], [])
        }
    }
}
