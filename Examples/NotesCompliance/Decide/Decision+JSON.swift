internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Decision {
    /// The decision as a line of answers.
    ///
    /// - Parameters:
    ///   - id: The request's.
    ///   - explained: For whom it is explained, if it is.
    /// - Returns: An object.
    func json(id: JSONValue, explained: Explained?) -> JSONValue {
        // Who may not know that there is a note is not told what was decided about it.
        let isHidden = explained == .asker && effect != .permit && told == .asAbsent
        var members: [String: JSONValue] = [
            "id": id,
            "effect": .string(effect.rawValue),
            "citations": .strings(isHidden ? [] : citations.map(\.description)),
            "obligations": .strings(isHidden ? [] : obligations.map(\.rawValue)),
            "rules": .strings(isHidden ? [] : rules.map(\.description)),
            "unknown": .strings(isHidden ? [] : unknown.map(\.description)),
        ]
        if let explained {
            members["explanation"] = explanation(for: explained.audience).json(for: explained)
        }
        return .object(members)
    }
}

extension Explanation {
    /// What each of them may be told.
    fileprivate func json(for explained: Explained) -> JSONValue {
        let sentences = JSONValue.strings(sentences)
        return switch explained {
        case .auditor: .object(["sentences": sentences, "nearMisses": .array(nearMisses.map(\.json))])
        case .asker: .object(["sentences": sentences, "remedies": .array(remedies.map(\.json))])
        }
    }
}

extension NearMiss {
    /// A rule, what it lacks, and what closes it.
    fileprivate var json: JSONValue {
        .object([
            "rule": .string(rule.description), "lacking": .strings(lacking.map(\.description)),
            "closedBy": .strings(closedBy.map(\.description)),
        ])
    }
}

extension Remedy {
    /// What can be done, and for which purpose where it depends on one.
    fileprivate var json: JSONValue {
        switch self {
        case .verifyIdentity: .object(["remedy": .string("verify-identity")])
        case .authorization(let purpose):
            .object(["remedy": .string("authorization"), "purpose": .string(purpose.rawValue)])
        case .review: .object(["remedy": .string("review")])
        case .requestAccess: .object(["remedy": .string("request-access")])
        case .recordReason: .object(["remedy": .string("record-reason")])
        case .joinCareTeam: .object(["remedy": .string("join-care-team")])
        }
    }
}
