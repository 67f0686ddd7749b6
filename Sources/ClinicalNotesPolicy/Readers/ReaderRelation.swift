public import ClinicalNotesModel

/// How somebody stands to a note, as far as it matters to whether they may read it; what is `nil` does not.
public struct ReaderRelation: Hashable, Codable, Sendable {
    /// For whom somebody acts.
    public enum Side: String, CaseIterable, Hashable, Sendable, Codable {
        /// For the entity that holds the note.
        case holder
        /// For another entity.
        case other
        /// For nobody but themselves.
        case nobody
    }

    /// Is a recorded author.
    public var isAuthor: Bool?
    /// Is the patient.
    public var isPatient: Bool?
    /// Makes the patient's health care decisions.
    public var represents: Bool?
    /// Is each of these people, or acts for each of these organizations, whom documents on record name as recipients.
    public var named: Set<Party> = []
    /// For whom they act: one of these.
    public var sides = Set(Side.allCases)
    /// On the care team; outside, has or had a relationship with the patient.
    public var careTeam: Bool?
    /// A covered entity, or a business associate.
    public var coveredEntity: Bool?
    /// In whose training program they learn or teach.
    public var training: TrainingProgram?
    /// Personnel of the note's Part 2 program.
    public var part2Program: Bool?

    /// Nothing matters.
    package init() {}
}

extension ReaderRelation: CustomStringConvertible {
    /// The relation in a few words, such as `author, in-house`.
    public var description: String {
        var words: [String] = []
        func say(_ value: Bool?, _ yes: String, _ no: String) {
            if let value { words.append(value ? yes : no) }
        }
        say(isAuthor, "author", "not the author")
        say(isPatient, "the patient", "not the patient")
        say(represents, "acts for the patient", "does not act for the patient")
        if !named.isEmpty { words.append("named in a document") }
        switch sides {
        case [.holder]: words.append("in-house")
        case [.other]: words.append("of another entity")
        case [.nobody]: words.append("a private person")
        case [.other, .nobody]: words.append("from outside")
        case [.holder, .other]: words.append("of some entity")
        case [.holder, .nobody]: words.append("of no other entity")
        default: break
        }
        say(careTeam, "on the care team", "not on the care team")
        say(coveredEntity, "covered entity", "not a covered entity")
        switch training {
        case .own: words.append("in the own training program")
        case .other: words.append("in another training program")
        case .some(.none): words.append("in no training program")
        case nil: break
        }
        say(part2Program, "of the Part 2 program", "not of the Part 2 program")
        return words.joined(separator: ", ")
    }
}
