/// What a host should look at in its house rules; nothing of it changes a decision.
public struct PolicyWarning: Hashable, Sendable, CustomStringConvertible {
    /// What is the matter; codes may be added.
    @nonexhaustive
    public enum Code: String, Codable, Sendable {
        /// The rule changes nothing, for any request.
        case changesNothing = "changes-nothing"
        /// Other house rules do all that the rule does.
        case repeated
        /// The rule closes notes that protect less and leaves open those that protect more.
        case opensStricter = "opens-stricter"
        /// The rule names a word that no other rule and nothing else uses: it may be misspelled.
        case unusedWord = "unused-word"
        /// Counsel has still to say that the rule reads the law rightly.
        case forCounsel = "for-counsel"
    }

    /// The house rule.
    public let rule: RuleID
    /// What is the matter.
    public let code: Code
    /// The same in plain words.
    public let sentence: String

    /// The name of the rule and the sentence in one line.
    public var description: String { "\(rule): \(sentence)" }

    package init(rule: RuleID, code: Code, sentence: String) {
        self.rule = rule
        self.code = code
        self.sentence = sentence
    }
}
