internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Decision {
    /// The decision as a line of answers: to whom it is explained it tells what they may know.
    ///
    /// - Parameters:
    ///   - id: The request's.
    ///   - explained: For whom it is explained, if it is.
    /// - Returns: An object.
    func json(id: JSONValue, explained: Explained?) -> JSONValue {
        let explanation = explained.map { self.explanation(for: $0.audience) }
        let isHidden = explained == .asker && effect != .permit && told == .concealed
        var members: [String: JSONValue] = [
            "id": id,
            // Whoever is told as of nothing is not told that something is not settled either.
            "effect": .string((isHidden ? .deny : effect).rawValue),
            "citations": .strings((explanation?.citations ?? citations).map(\.description)),
            "obligations": .strings((explanation?.obligations ?? obligations).map(\.rawValue)),
            "rules": .strings((explanation?.rules ?? rules).map(\.description)),
            "unknown": .strings((explanation?.unknown ?? unknown).map(\.description)),
        ]
        if let explained, let explanation { members["explanation"] = explanation.json(for: explained) }
        return .object(members)
    }
}

extension Explanation {
    /// What each of them may be told: sentences, and the same with their codes.
    fileprivate func json(for explained: Explained) -> JSONValue {
        var members: [String: JSONValue] = [
            "sentences": .strings(sentences), "reasons": .array(reasons.map(\.json)),
        ]
        switch explained {
        case .auditor: members["nearMisses"] = .array(nearMisses.map(\.json))
        case .asker: members["remedies"] = .array(remedies.map(\.json))
        }
        return .object(members)
    }
}

extension Reason {
    /// A sentence with its code.
    fileprivate var json: JSONValue {
        .object(["code": .string(code.rawValue), "sentence": .string(sentence)])
    }
}

extension NearMiss {
    /// A rule, what it lacks, what stands against it, and what closes it.
    fileprivate var json: JSONValue {
        .object([
            "rule": .string(rule.description), "lacking": .strings(lacking.map(\.description)),
            "against": .strings(against.map(\.description)),
            "closedBy": .strings(closedBy.map(\.description)),
        ])
    }
}

extension Remedy {
    /// What can be done, and for which purpose where it depends on one.
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "remedy": .string(code.rawValue), "sentence": .string(sentence),
        ]
        if case .authorization(let purpose) = self { members["purpose"] = .string(purpose.rawValue) }
        return .object(members)
    }
}
