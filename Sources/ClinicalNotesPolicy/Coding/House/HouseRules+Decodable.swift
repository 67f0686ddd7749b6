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
        let object = try StrictObject(container, keys: ["version", "name", "rules_version", "rules"])
        let name = try object.text("name", HouseForm.defect(ofWord:))
        let version = try object.text("rules_version", HouseForm.defect(ofWord:))
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
                "more than \(Self.hostRoleListCapacity) different lists of host roles"
            )
        }
        self.init(name, version: version, rules: rules)
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
        guard HostIndex(rules).roleTests > hostRoleListCapacity else { return nil }
        return rules.indices.first { HostIndex(Array(rules[...$0])).roleTests > hostRoleListCapacity }
    }
}
