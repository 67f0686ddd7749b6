public import ClinicalNotesModel

/// Words of the host's own that are in use, by what has them.
public struct HostWords: Hashable, Sendable {
    /// Roles of the host's own.
    public var hostRoles: Set<HostWord> = []
    /// Units of staff.
    public var units: Set<HostWord> = []
    /// Labels of notes.
    public var noteLabels: Set<HostWord> = []
    /// Units of notes.
    public var noteUnits: Set<HostWord> = []
    /// Where staff are.
    public var locations: Set<HostWord> = []
    /// Labels of people.
    public var personLabels: Set<HostWord> = []

    /// No words.
    public init() {}

    /// Whether there is none.
    public var isEmpty: Bool { self == HostWords() }

    /// All of two lists.
    public func union(_ other: HostWords) -> HostWords {
        var out = self
        for (fact, words) in other.facts { out[fact].formUnion(words) }
        return out
    }
}

extension HostWords {
    /// The words by the fact whose values they are, in the order of the vocabulary.
    var facts: [(fact: HouseFact, words: Set<HostWord>)] {
        [HouseFact.hostRole, .unit, .label, .noteUnit, .location, .subjectLabel].map { ($0, self[$0]) }
    }

    subscript(fact: HouseFact) -> Set<HostWord> {
        get { Self.place(of: fact).map { self[keyPath: $0] } ?? [] }
        set { if let place = Self.place(of: fact) { self[keyPath: place] = newValue } }
    }

    private static func place(of fact: HouseFact) -> WritableKeyPath<HostWords, Set<HostWord>>? {
        switch fact {
        case .hostRole: \HostWords.hostRoles
        case .unit: \HostWords.units
        case .label: \HostWords.noteLabels
        case .noteUnit: \HostWords.noteUnits
        case .location: \HostWords.locations
        case .subjectLabel: \HostWords.personLabels
        default: nil
        }
    }
}
