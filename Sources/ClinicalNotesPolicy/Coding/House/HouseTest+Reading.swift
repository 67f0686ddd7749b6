internal import ClinicalNotesModel

extension HouseTest {
    /// What an object asks for, in the order of the vocabulary.
    static func all(reading object: StrictObject, in kind: HouseRule.Kind) throws -> [HouseTest] {
        let tests = try HouseFact.allCases.filter { object.contains($0.rawValue) }.flatMap { fact in
            guard fact.fits(kind) else {
                throw object.refusal(
                    fact.rawValue,
                    "a rule of kind \(kind.rawValue) cannot ask for this"
                )
            }
            return try HouseTestReader(object: object, fact: fact, kind: kind).tests()
        }
        if case .age(let least, true)? = tests.first(where: { $0.fact == .ageAtLeast }),
            case .age(let under, false)? = tests.first(where: { $0.fact == .ageUnder }), least >= under
        {
            throw object.refusal(
                HouseFact.ageUnder.rawValue,
                "nobody is at least \(least) and under \(under)"
            )
        }
        if case .hoursOld(let least, true)? = tests.first(where: { $0.fact == .hoursOldAtLeast }),
            case .hoursOld(let under, false)? = tests.first(where: { $0.fact == .hoursOldUnder }),
            least >= under
        {
            throw object.refusal(
                HouseFact.hoursOldUnder.rawValue,
                "nothing is at least \(least) and under \(under) hours old"
            )
        }
        return tests
    }
}

/// Reads what a rule asks of one fact.
struct HouseTestReader {
    let object: StrictObject
    let fact: HouseFact
    let kind: HouseRule.Kind

    private var key: String { fact.rawValue }

    func tests() throws -> [HouseTest] {
        switch (fact.form, fact) {
        case (.flag, _): return [.flag(fact, try object.value(key))]
        case (.axis, _): return [try axis()]
        case (.host, .kind):
            let (kinds, isPositive) = try values(noteKind)
            return [.kind(Set(kinds), isPositive)]
        case (.host, .hostRole), (.host, .unit), (.host, .label), (.host, .subjectLabel): return try words()
        case (.host, .noteUnit), (.host, .location):
            let (words, isPositive) = try values(word)
            return [.values(fact, Set(words), isPositive)]
        case (.host, .principalID), (.host, .subjectID):
            let (people, isPositive) = try values(person)
            return [.values(fact, Set(people), isPositive)]
        case (.host, .hour):
            let (hours, isPositive) = try values(hour)
            return [.values(fact, Set(hours), isPositive)]
        case (.host, .worksHere), (.host, .ofNotesUnit): return [.values(fact, [.yes], try object.value(key))]
        case (.host, .hoursOldAtLeast), (.host, .hoursOldUnder):
            let hours: Int = try object.value(key)
            if let defect = HouseForm.defect(ofHoursOld: hours) { throw object.refusal(key, defect) }
            guard fact != .hoursOldUnder || hours > 0 else {
                throw object.refusal(key, "nothing is under 0 hours old")
            }
            return [.hoursOld(atLeast: hours, fact == .hoursOldAtLeast)]
        case (.host, _):
            let years: Int = try object.value(key)
            if let defect = HouseForm.defect(ofAge: years) { throw object.refusal(key, defect) }
            guard fact != .ageUnder || years > 0 else { throw object.refusal(key, "nobody is under 0") }
            return [.age(atLeast: years, fact == .ageAtLeast)]
        }
    }

    private func axis() throws -> HouseTest {
        let nameable = fact.nameable(in: kind)
        let (ordinals, isPositive) = try values { list, place in
            let text = try list.decode(String.self)
            guard let ordinal = fact.values.firstIndex(of: text) else {
                throw object.refusal(at: place, "\(HouseForm.shown(text)) is none of \(known(nameable))")
            }
            guard nameable.contains(ordinal) else {
                let known = known(nameable)
                throw object.refusal(
                    at: place,
                    "a rule of kind \(kind.rawValue) cannot name \(HouseForm.shown(text)); it can name \(known)"
                )
            }
            return ordinal
        }
        let test = HouseTest.axis(fact, allowed: Set(ordinals))
        guard !isPositive else { return test }
        guard !Set(nameable).isSubset(of: ordinals) else {
            throw object.refusal(at: [FactKey(key), FactKey("not")], "names every value")
        }
        return test.negated
    }

    private func known(_ ordinals: [Int]) -> String {
        ordinals.map { fact.values[$0] }.joined(separator: ", ")
    }

    /// Lists of words of which several may have to hold.
    private func words() throws -> [HouseTest] {
        guard object.isObject(key), try object.object(key, keys: ["not", "all"]).contains("all") else {
            let (words, isPositive) = try values(word)
            return [.values(fact, Set(words), isPositive)]
        }
        let inner = try object.object(key, keys: ["not", "all"])
        guard !inner.contains("not") else {
            throw inner.refusal("not", "stands alone, or within the list of \"all\"")
        }
        var list = try inner.list("all")
        var out: [HouseTest] = []
        while !list.isAtEnd {
            let place = [FactKey(key), FactKey("all"), FactKey(index: out.count)]
            guard out.count < HouseForm.maximumValues else {
                throw object.refusal(at: place, "more than \(HouseForm.maximumValues) values")
            }
            if var words = try? list.nestedUnkeyedContainer() {
                out.append(.values(fact, Set(try members(of: &words, at: place, word)), true))
            } else {
                let item = try StrictObject(list.nestedContainer(keyedBy: FactKey.self), keys: ["not"])
                var words = try item.list("not")
                let found = try members(of: &words, at: place + [FactKey("not")], word)
                out.append(.values(fact, Set(found), false))
            }
        }
        guard !out.isEmpty else {
            throw object.refusal(at: [FactKey(key), FactKey("all")], "an empty list")
        }
        return out
    }

    private func word(_ list: inout any UnkeyedDecodingContainer, _ place: [FactKey]) throws -> HouseValue {
        .word(try text(&list, place))
    }

    private func person(_ list: inout any UnkeyedDecodingContainer, _ place: [FactKey]) throws -> HouseValue {
        .person(Names.identifier(try text(&list, place)))
    }

    private func text(_ list: inout any UnkeyedDecodingContainer, _ place: [FactKey]) throws -> String {
        let text = try list.decode(String.self)
        if let defect = HouseForm.defect(of: text, longest: HouseForm.longestID) {
            throw object.refusal(at: place, defect)
        }
        return text
    }

    private func hour(_ list: inout any UnkeyedDecodingContainer, _ place: [FactKey]) throws -> HouseValue {
        let hour = try list.decode(Int.self)
        guard HouseForm.hours.contains(hour) else {
            throw object.refusal(
                at: place,
                "expected an hour from \(HouseForm.hours.lowerBound) to \(HouseForm.hours.upperBound)"
            )
        }
        return .hour(hour)
    }

    private func noteKind(_ list: inout any UnkeyedDecodingContainer, _ place: [FactKey]) throws -> NoteKind {
        let kind: NoteKind
        if let inner = try? list.nestedContainer(keyedBy: FactKey.self) {
            let written = try StrictObject(inner, keys: ["system", "code"])
            let code: String = try written.value("code")
            let system: NoteKind.System = try written.word("system")
            kind = system == .loinc ? NoteKind(loinc: code) : NoteKind(local: code)
        } else {
            kind = NoteKind(written: try list.decode(String.self))
        }
        if let defect = HouseForm.defect(of: kind) { throw object.refusal(at: place, defect) }
        return kind
    }

    /// The values of a list, or of what `{"not": [...]}` lists.
    private func values<Value: Hashable>(
        _ read: (inout any UnkeyedDecodingContainer, [FactKey]) throws -> Value
    ) throws -> ([Value], isPositive: Bool) {
        if var list = object.listIfAny(key) {
            return (try members(of: &list, at: [FactKey(key)], read), true)
        }
        guard object.isObject(key) else {
            throw object.refusal(key, "expected a list of values, or {\"not\": [...]}")
        }
        var list = try object.object(key, keys: ["not"]).list("not")
        return (try members(of: &list, at: [FactKey(key), FactKey("not")], read), false)
    }

    private func members<Value: Hashable>(
        of list: inout any UnkeyedDecodingContainer,
        at place: [FactKey],
        _ read: (inout any UnkeyedDecodingContainer, [FactKey]) throws -> Value
    ) throws -> [Value] {
        var out: [Value] = []
        while !list.isAtEnd {
            let here = place + [FactKey(index: out.count)]
            guard out.count < HouseForm.maximumValues else {
                throw object.refusal(at: here, "more than \(HouseForm.maximumValues) values")
            }
            let value = try read(&list, here)
            guard !out.contains(value) else { throw object.refusal(at: here, "named twice") }
            out.append(value)
        }
        guard !out.isEmpty else { throw object.refusal(at: place, "an empty list") }
        return out
    }
}
