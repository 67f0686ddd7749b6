internal import ClinicalNotesModel

extension HouseRules: Decodable {
    /// Decodes the JSON form of house rules, version 1; see the handbook.
    ///
    /// A document is refused as a whole: no rule of it is taken where one cannot be read.
    ///
    /// - Parameter decoder: Where the document is.
    /// - Throws: `DecodingError` with the path of the first error, which ``DecodingRefusal`` writes down.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FactKey.self)
        try Self.checkVersion(container)
        let object = try StrictObject(
            container,
            keys: ["version", "name", "rules_version", "words", "rules"]
        )
        let name = try object.text("name", HouseForm.defect(ofWord:))
        let version = try object.text("rules_version", HouseForm.defect(ofWord:))
        let words = try HostWords(reading: object)
        var rules: [HouseRule] = []
        var ids: Set<RuleID> = []
        var list = try object.list("rules")
        while !list.isAtEnd {
            let place = [FactKey("rules"), FactKey(index: rules.count)]
            guard rules.count < Self.capacity else {
                throw object.refusal(at: place, "more than \(Self.capacity) rules")
            }
            let rule = try HouseRule(reading: list.nestedContainer(keyedBy: FactKey.self))
            guard ids.insert(rule.id).inserted else {
                throw object.refusal(at: place + [FactKey("id")], "the name of an earlier rule")
            }
            rules.append(rule)
        }
        if let number = Self.firstBeyondTests(rules) {
            throw object.refusal(
                at: [FactKey("rules"), FactKey(index: number), FactKey("when")],
                "more than \(Self.hostTestCapacity) different tests of the host's own facts"
            )
        }
        self.init(name, version: version, words: words, rules: rules)
    }

    /// First of all: a later form may have other keys.
    private static func checkVersion(_ container: KeyedDecodingContainer<FactKey>) throws {
        let key = FactKey("version")
        let version = try container.decode(Int.self, forKey: key)
        guard version != HouseForm.version else { return }
        throw DecodingError.dataCorruptedError(
            forKey: key,
            in: container,
            debugDescription: "version \(version) is not known; this library reads \(HouseForm.version)"
        )
    }

    /// The first rule with which there are more tests of the host's own facts than a policy takes.
    private static func firstBeyondTests(_ rules: [HouseRule]) -> Int? {
        guard HostIndex(rules).hostTests > hostTestCapacity else { return nil }
        return rules.indices.first { HostIndex(Array(rules[...$0])).hostTests > hostTestCapacity }
    }
}

extension HostWords {
    fileprivate init(reading object: StrictObject) throws {
        self.init()
        guard object.contains("words") else { return }
        let facts = self.facts.map(\.fact)
        let inner = try object.object("words", keys: facts.map(\.rawValue))
        for fact in facts where inner.contains(fact.rawValue) {
            let words: [HostWord] = try inner.value(fact.rawValue)
            guard words.count <= HouseForm.maximumWords else {
                throw inner.refusal(fact.rawValue, "more than \(HouseForm.maximumWords) words")
            }
            for (place, word) in words.enumerated() {
                guard let defect = HouseForm.defect(of: word.description, longest: HouseForm.longestID) else {
                    continue
                }
                throw inner.refusal(at: [FactKey(fact.rawValue), FactKey(index: place)], defect)
            }
            self[fact] = Set(words)
        }
    }
}
