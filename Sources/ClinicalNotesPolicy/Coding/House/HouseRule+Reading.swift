extension HouseRule {
    private static let keys = [
        "id", "kind", "sentence", "because", "obligation", "for_counsel", "when", "unless",
    ]

    init(reading container: KeyedDecodingContainer<FactKey>) throws {
        let object = try StrictObject(container, keys: Self.keys)
        let id = try object.text("id") { HouseForm.defect(of: $0, longest: HouseForm.longestID) }
        let kind: Kind = try object.word("kind")
        self.init(
            kind,
            id: RuleID(id),
            try object.text("sentence") { HouseForm.defect(of: $0, longest: HouseForm.longestSentence) },
            because: try Citation(reading: object, "because", of: kind),
            obligation: try Self.obligation(of: kind, object),
            isForCounsel: try object.contains("for_counsel") ? object.value("for_counsel") : false,
            when: try HouseTest.all(reading: object.object("when", keys: HouseFact.names), in: kind),
            unless: try Self.exceptions(of: kind, object)
        )
    }

    private static func obligation(of kind: Kind, _ object: StrictObject) throws -> Obligation? {
        let allowed = kind.obligations
        guard !allowed.isEmpty else {
            guard object.contains("obligation") else { return nil }
            throw object.refusal("obligation", "a rule of kind \(kind.rawValue) brings no obligation")
        }
        guard object.contains("obligation") else {
            throw object.refusal("obligation", "a rule of kind \(kind.rawValue) needs an obligation")
        }
        let obligation: Obligation = try object.word("obligation")
        guard allowed.contains(obligation) else {
            let known = allowed.map(\.rawValue).joined(separator: ", ")
            throw object.refusal("obligation", "a rule of kind \(kind.rawValue) brings one of \(known)")
        }
        return obligation
    }

    private static func exceptions(of kind: Kind, _ object: StrictObject) throws -> [[HouseTest]] {
        guard object.contains("unless") else { return [] }
        var list = try object.list("unless")
        var out: [[HouseTest]] = []
        while !list.isAtEnd {
            let place = [FactKey("unless"), FactKey(index: out.count)]
            guard out.count < HouseForm.maximumExceptions else {
                throw object.refusal(at: place, "more than \(HouseForm.maximumExceptions) exceptions")
            }
            let item = try StrictObject(
                list.nestedContainer(keyedBy: FactKey.self),
                keys: HouseFact.names
            )
            guard !item.container.allKeys.isEmpty else {
                throw object.refusal(at: place, "an exception must ask for something")
            }
            out.append(try HouseTest.all(reading: item, in: kind))
        }
        guard !out.isEmpty else { throw object.refusal("unless", "an empty list; leave the key out") }
        return out
    }
}

extension HouseFact {
    /// The keys of what a rule asks for.
    static let names = allCases.map(\.rawValue)
}

extension Citation {
    /// A text cites the host's own policy, an object a body of law.
    fileprivate init(reading object: StrictObject, _ key: String, of kind: HouseRule.Kind) throws {
        let longest = HouseForm.longestPlace
        let needsLaw = "a rule of kind \(kind.rawValue) rests on law: 45 CFR 164.502(g)(3)(ii)"
        guard object.isObject(key) else {
            guard !kind.needsLaw else { throw object.refusal(key, needsLaw) }
            self.init(.house, try object.text(key) { HouseForm.defect(of: $0, longest: longest) })
            return
        }
        let inner = try object.object(key, keys: ["title", "place"])
        let title: LawTitle = try inner.word("title")
        guard !kind.needsLaw || title != .house else { throw object.refusal(key, needsLaw) }
        self.init(title, try inner.text("place") { HouseForm.defect(of: $0, longest: longest) })
    }
}
