package import ClinicalNotesModel

/// A value of a fact of the host's own, as house rules name it.
package enum HouseValue: Hashable, Comparable, Sendable {
    /// A word of the host's, such as a label or a role.
    case word(String)
    /// A person.
    case person(Bytes16)
    /// An hour of the day.
    case hour(Int)
    /// The fact holds.
    case yes

    /// The hour, if it is one.
    var hourOfDay: Int? { if case .hour(let hour) = self { hour } else { nil } }

    /// The value in words that change only with it.
    package var canonicalForm: String {
        switch self {
        case .word(let word): word
        case .person(let person): person.hex
        case .hour(let hour): "\(hour)"
        case .yes: "yes"
        }
    }
}

extension AccessRequest {
    /// Calls with each value that a fact of the host's own has.
    ///
    /// - Parameters:
    ///   - fact: The fact.
    ///   - body: What is called; not if nothing is there.
    /// - Returns: Whether the fact is known.
    func eachValue(of fact: HouseFact, _ body: (HouseValue) -> Void) -> Bool {
        switch fact {
        case .hostRole:
            guard case .known(let roles) = principal.hostRoles else { return false }
            for role in roles { body(.word(role.description)) }
        case .unit: return Self.each(principal.units, body)
        case .label: return Self.each(note.labels, body)
        case .ofNotesUnit:
            guard case .known(let unit) = note.unit else { return false }
            if let unit {
                guard case .known(let units) = principal.units else { return false }
                guard units.contains(unit) else { return true }
            }
            body(.yes)
        case .noteUnit: return Self.one(note.unit, body)
        case .location: return Self.one(location, body)
        case .principalID:
            guard case .known(let id) = principal.id else { return false }
            body(.person(id.bytes))
        case .hour:
            guard case .known(let hour) = hour else { return false }
            body(.hour(hour))
        case .subjectID, .subjectLabel, .worksHere:
            switch patient {
            case .unknown: return false
            case .known(.none): return true
            case .known(.some(let patient)): return patient.eachValue(of: fact, body)
            }
        default: return false
        }
        return true
    }

    fileprivate static func each(_ words: Fact<Set<HostWord>>, _ body: (HouseValue) -> Void) -> Bool {
        guard case .known(let words) = words else { return false }
        for word in words { body(.word(word.description)) }
        return true
    }

    private static func one(_ word: Fact<HostWord?>, _ body: (HouseValue) -> Void) -> Bool {
        guard case .known(let word) = word else { return false }
        if let word { body(.word(word.description)) }
        return true
    }

    /// For how many hours the note has been there.
    var hoursOld: Int? {
        guard case .known(let time) = time, case .known(let created) = note.createdAt else { return nil }
        let (age, isTooLong) = time.milliseconds.subtractingReportingOverflow(created.milliseconds)
        return isTooLong ? nil : Int(age / 3_600_000)
    }
}

extension PatientFacts {
    fileprivate func eachValue(of fact: HouseFact, _ body: (HouseValue) -> Void) -> Bool {
        switch fact {
        case .subjectID:
            guard case .known(let id) = id else { return false }
            body(.person(id.bytes))
        case .worksHere:
            guard case .known(let works) = worksHere else { return false }
            if works { body(.yes) }
        default: return AccessRequest.each(labels, body)
        }
        return true
    }
}
