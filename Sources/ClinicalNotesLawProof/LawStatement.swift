public import ClinicalNotesPolicy

/// A statement about the law, as people read it.
public struct LawStatement: Hashable, Sendable, CustomStringConvertible {
    /// The name, such as `psychotherapy.nobody-else-treats`; never reused.
    public let id: String
    /// What it says, in plain words.
    public let sentence: String
    /// Where the law says so.
    public let citation: Citation

    init(_ statement: Statement) {
        id = statement.id
        sentence = statement.sentence
        citation = statement.citation
    }

    /// The name, the sentence and the citation in one line.
    public var description: String { "\(id): \(sentence) (\(citation))" }
}
