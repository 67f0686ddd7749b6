/// How the entity that holds a note came by it.
public enum NoteHolder: String, CaseIterable, Hashable, Sendable, Codable {
    /// It wrote the note.
    case originatingEntity = "originating-entity"
    /// It wrote the note as a Part 2 program.
    case part2Program = "part2-program"
    /// A covered entity or business associate that received a Part 2 record.
    case coveredEntity = "covered-entity"
    /// Another lawful holder of a Part 2 record.
    case lawfulHolder = "lawful-holder"
    /// It received a copy of a note that Part 2 does not protect.
    case receivedCopy = "received-copy"
}
