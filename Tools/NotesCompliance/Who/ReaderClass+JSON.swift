internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension ReaderClass {
    /// Who they are, and why they may.
    var json: JSONValue {
        .object([
            "actions": .strings(actions.map(\.rawValue)), "roles": .strings(roles.map(\.rawValue)),
            "purposes": .strings(purposes.map(\.rawValue)), "relation": .string(relation.description),
            "rules": .strings(rules.map(\.description)), "citations": .strings(citations.map(\.description)),
            "obligations": .strings(obligations.map(\.rawValue)), "sentence": .string(sentence),
        ])
    }
}
