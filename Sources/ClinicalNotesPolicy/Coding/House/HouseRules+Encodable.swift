internal import ClinicalNotesModel

extension HouseRules: Encodable {
    /// Encodes the JSON form that ``init(from:)`` decodes.
    ///
    /// - Parameter encoder: Where the document goes.
    /// - Throws: `EncodingError` with the path of what the form does not take, such as a text that is too long
    ///   or a condition that never holds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FactKey.self)
        let form = HouseFormWriter()
        guard rules.count <= Self.capacity, HostIndex(rules).hostTests <= Self.hostTestCapacity else {
            throw form.refusal(at: [FactKey("rules")], rules.count, "more than a policy takes")
        }
        try form.check(name, at: [FactKey("name")], HouseForm.defect(ofWord:))
        try form.check(version, at: [FactKey("rules_version")], HouseForm.defect(ofWord:))
        try container.encode(HouseForm.version, forKey: FactKey("version"))
        try container.encode(name, forKey: FactKey("name"))
        try container.encode(version, forKey: FactKey("rules_version"))
        if !words.isEmpty {
            try form.check(words)
            var object = container.nestedContainer(keyedBy: FactKey.self, forKey: FactKey("words"))
            for (fact, known) in words.facts where !known.isEmpty {
                try object.encode(known.sorted(), forKey: FactKey(fact.rawValue))
            }
        }
        var list = container.nestedUnkeyedContainer(forKey: FactKey("rules"))
        for (number, rule) in rules.enumerated() {
            var object = list.nestedContainer(keyedBy: FactKey.self)
            try form.write(rule, to: &object, at: [FactKey("rules"), FactKey(index: number)])
        }
    }
}

/// Writes house rules, and refuses what would not be read again.
struct HouseFormWriter {
    func refusal(at path: [FactKey], _ value: Any, _ message: String) -> EncodingError {
        .invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: message))
    }

    func check(_ text: String, at path: [FactKey], _ defect: (String) -> String?) throws {
        if let defect = defect(text) { throw refusal(at: path, text, defect) }
    }

    func check(_ words: HostWords) throws {
        for (fact, known) in words.facts {
            let path = [FactKey("words"), FactKey(fact.rawValue)]
            guard known.count <= HouseForm.maximumWords else {
                throw refusal(at: path, known.count, "too many words")
            }
            for word in known {
                try check(word.description, at: path) {
                    HouseForm.defect(of: $0, longest: HouseForm.longestID)
                }
            }
        }
    }

    func write(
        _ rule: HouseRule,
        to object: inout KeyedEncodingContainer<FactKey>,
        at path: [FactKey]
    ) throws {
        try check(rule.id.description, at: path + [FactKey("id")]) {
            HouseForm.defect(of: $0, longest: HouseForm.longestID)
        }
        try check(rule.sentence, at: path + [FactKey("sentence")]) {
            HouseForm.defect(of: $0, longest: HouseForm.longestSentence)
        }
        try check(rule.citation.placeText, at: path + [FactKey("because")]) {
            HouseForm.defect(of: $0, longest: HouseForm.longestPlace)
        }
        try object.encode(rule.id.description, forKey: FactKey("id"))
        try object.encode(rule.kind.rawValue, forKey: FactKey("kind"))
        try object.encode(rule.sentence, forKey: FactKey("sentence"))
        if rule.citation.title == .house {
            try object.encode(rule.citation.placeText, forKey: FactKey("because"))
        } else {
            var inner = object.nestedContainer(keyedBy: FactKey.self, forKey: FactKey("because"))
            try inner.encode(rule.citation.title.rawValue, forKey: FactKey("title"))
            try inner.encode(rule.citation.placeText, forKey: FactKey("place"))
        }
        try object.encodeIfPresent(rule.obligation?.rawValue, forKey: FactKey("obligation"))
        if rule.isForCounsel { try object.encode(true, forKey: FactKey("for_counsel")) }
        var when = object.nestedContainer(keyedBy: FactKey.self, forKey: FactKey("when"))
        try write(rule.when, of: rule.kind, to: &when, at: path + [FactKey("when")])
        guard !rule.unless.isEmpty else { return }
        guard rule.unless.count <= HouseForm.maximumExceptions else {
            throw refusal(at: path + [FactKey("unless")], rule.unless.count, "too many exceptions")
        }
        var list = object.nestedUnkeyedContainer(forKey: FactKey("unless"))
        for (number, tests) in rule.unless.enumerated() {
            let here = path + [FactKey("unless"), FactKey(index: number)]
            guard !tests.isEmpty else { throw refusal(at: here, number, "an exception that always holds") }
            var item = list.nestedContainer(keyedBy: FactKey.self)
            try write(tests, of: rule.kind, to: &item, at: here)
        }
    }

    private func write(
        _ tests: [HouseTest],
        of kind: HouseRule.Kind,
        to object: inout KeyedEncodingContainer<FactKey>,
        at path: [FactKey]
    ) throws {
        for fact in HouseFact.allCases {
            let found = tests.filter { $0.fact == fact }
            guard let test = found.first else { continue }
            let key = FactKey(fact.rawValue)
            let never = refusal(at: path + [key], fact.rawValue, "never holds, or cannot be named")
            switch test {
            case .flag(_, let value):
                guard found.count == 1 else { throw never }
                try object.encode(value, forKey: key)
            case .age(let years, let isAtLeast):
                guard isAtLeast || years > 0 else { throw never }
                try object.encode(years, forKey: key)
                if let defect = HouseForm.defect(ofAge: years) {
                    throw refusal(at: path + [key], years, defect)
                }
            case .axis(_, let allowed): try write(fact, allowed, of: kind, to: &object, never)
            case .kind(let kinds, let isPositive):
                guard found.count == 1, fits(kinds.count) else { throw never }
                let ordered = kinds.sorted { ($0.code, $0.system.rawValue) < ($1.code, $1.system.rawValue) }
                for kind in ordered {
                    if let defect = HouseForm.defect(of: kind) {
                        throw refusal(at: path + [key], kind.code, defect)
                    }
                }
                try object.encode(Listed(ordered.map(WrittenKind.init), isPositive), forKey: key)
            case .hoursOld(let hours, let isAtLeast):
                guard isAtLeast || hours > 0 else { throw never }
                if let defect = HouseForm.defect(ofHoursOld: hours) {
                    throw refusal(at: path + [key], hours, defect)
                }
                try object.encode(hours, forKey: key)
            case .values(.worksHere, let members, let isPositive),
                .values(.ofNotesUnit, let members, let isPositive):
                guard found.count == 1, !members.isEmpty else { throw never }
                try object.encode(isPositive, forKey: key)
            case .values(.hour, let members, let isPositive):
                guard found.count == 1, fits(members.count) else { throw never }
                let hours = members.sorted().compactMap(\.hourOfDay)
                try object.encode(Listed(hours, isPositive), forKey: key)
            case .values:
                let lists = try found.map { try listed($0, never) }
                if lists.count == 1 {
                    try object.encode(lists[0], forKey: key)
                } else {
                    guard !fact.isSingle, fits(lists.count) else { throw never }
                    try object.encode(["all": lists], forKey: key)
                }
            }
        }
        if case .age(let least, true)? = tests.first(where: { $0.fact == .ageAtLeast }),
            case .age(let under, false)? = tests.first(where: { $0.fact == .ageUnder }), least >= under
        {
            throw refusal(at: path + [FactKey(HouseFact.ageUnder.rawValue)], under, "never holds")
        }
        if case .hoursOld(let least, true)? = tests.first(where: { $0.fact == .hoursOldAtLeast }),
            case .hoursOld(let under, false)? = tests.first(where: { $0.fact == .hoursOldUnder }),
            least >= under
        {
            throw refusal(at: path + [FactKey(HouseFact.hoursOldUnder.rawValue)], under, "never holds")
        }
    }

    private func fits(_ count: Int) -> Bool { (1...HouseForm.maximumValues).contains(count) }

    /// The shorter of what is allowed and what is not, of those that can be named.
    private func write(
        _ fact: HouseFact,
        _ allowed: Set<Int>,
        of kind: HouseRule.Kind,
        to object: inout KeyedEncodingContainer<FactKey>,
        _ never: EncodingError
    ) throws {
        let nameable = Set(fact.nameable(in: kind))
        guard !allowed.isDisjoint(with: nameable) else { throw never }
        let others = Set(fact.values.indices).subtracting(allowed)
        let lists = [(allowed, true), (others, false)].filter { list, _ in
            !list.isEmpty && list.count < fact.values.count && list.isSubset(of: nameable)
        }
        guard let (named, isPositive) = lists.min(by: { $0.0.count < $1.0.count }) else { throw never }
        let names = named.sorted().map { fact.values[$0] }
        try object.encode(Listed(names, isPositive), forKey: FactKey(fact.rawValue))
    }

    private func listed(_ test: HouseTest, _ never: EncodingError) throws -> Listed<String> {
        guard case .values(_, let members, let isPositive) = test, fits(members.count) else { throw never }
        let names = members.sorted().map(\.canonicalForm)
        guard names.allSatisfy({ HouseForm.defect(of: $0, longest: HouseForm.longestID) == nil }) else {
            throw never
        }
        return Listed(names, isPositive)
    }
}

/// A list of values, or of what it is not.
private struct Listed<Value: Encodable>: Encodable {
    let values: [Value]
    let isPositive: Bool

    init(_ values: [Value], _ isPositive: Bool) {
        self.values = values
        self.isPositive = isPositive
    }

    func encode(to encoder: any Encoder) throws {
        if isPositive { try values.encode(to: encoder) } else { try ["not": values].encode(to: encoder) }
    }
}

/// The kind of a note: its code, with the system where the code alone would be read as another's.
private struct WrittenKind: Encodable {
    let kind: NoteKind

    init(_ kind: NoteKind) { self.kind = kind }

    func encode(to encoder: any Encoder) throws {
        if NoteKind(written: kind.code) == kind { return try kind.code.encode(to: encoder) }
        try ["system": kind.system.rawValue, "code": kind.code].encode(to: encoder)
    }
}
