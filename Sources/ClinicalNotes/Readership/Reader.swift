public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// Somebody who may read a note now, and by what key.
public struct Reader: Hashable, Codable, Sendable {
    /// How somebody who is permitted comes to the note's key.
    public enum Key: String, CaseIterable, Hashable, Sendable, Codable {
        /// Through the key service, as for every note in ordinary custody.
        case keyService = "key-service"
        /// By a grant to the reader's own key.
        case held
        /// Not at all: the grant to ask for, if the reading should come about.
        case missing
    }

    /// What a reader may do, and why.
    public struct Permission: Hashable, Codable, Sendable {
        /// Use inside, disclosure outside, browsing, or a request for access.
        public let action: NoteAction
        /// The role.
        public let role: PrincipalRole
        /// The purposes, any of them.
        public let purposes: [PurposeOfUse]
        /// What must come before opening, such as a legal review; empty if nothing does.
        public let obligations: [Obligation]
        /// The rule that decides, in plain words.
        public let sentence: String
        /// The rules, the first one first.
        public let rules: [RuleID]
        /// The paragraphs, at most three.
        public let citations: [Citation]
    }

    /// Who.
    public let principal: PrincipalID
    /// What they may do, and why.
    public let permissions: [Permission]
    /// By what key.
    public let key: Key
}

extension Reader: CustomStringConvertible {
    /// What they may do and why, in one line.
    public var description: String {
        permissions.map { permission in
            let law = permission.citations.first.map { " (\($0))" } ?? ""
            let before = permission.obligations.map(\.rawValue).joined(separator: ", ")
            let after = before.isEmpty ? "" : " after \(before)"
            return "\(permission.action.rawValue)\(after): \(permission.sentence)\(law)"
        }.joined(separator: " ")
    }
}
