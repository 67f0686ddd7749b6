internal import ClinicalNotesModel

extension Decision {
    /// The decision in sentences.
    ///
    /// - Parameter audience: Who is told. The asker learns nothing about what is hidden.
    /// - Returns: Sentences, with remedies for the asker and near misses for the auditor; worked out when asked for.
    public func explanation(for audience: Audience) -> Explanation {
        Explanation(audience: audience, decision: self)
    }
}

extension Decision {
    /// How much of a decision the asker may know.
    enum Knowledge {
        /// All of it.
        case everything
        /// What goes with a copy that the patient directed to somebody: nothing of what does not come with it, 42 CFR
        /// 2.13(c)(2).
        case copy
        /// That a letter comes: neither a rule nor a duty tells a parent who consented to what, 45 CFR 164.502(g)(3).
        case letter
        case nothing

        /// How many rules, the first ones.
        var rules: Int {
            switch self {
            case .everything: .max
            case .copy: 1
            case .letter, .nothing: 0
            }
        }

        func includes(_ obligation: Obligation) -> Bool {
            switch self {
            case .everything: true
            case .copy:
                obligation.timing == .with && ![.redactHeldPart, .redactOtherSubjects].contains(obligation)
            case .letter: obligation == .writtenDenial
            case .nothing: false
            }
        }
    }

    var knowledgeOfAsker: Knowledge {
        if effect == .permit { return facts.directsToSomebody ? .copy : .everything }
        if told == .concealed { return .nothing }
        return facts.truth(.parentRefused).mayHold ? .letter : .everything
    }

    /// Whether a part of what is permitted is held for certain, and who gets it may know that.
    var tellsHeldPart: Bool { knowledgeOfAsker == .everything && facts.truth(.holdOnPart) == .yes }

    var reasonsForAuditor: [Reason] {
        // Of what only may be so nobody is told that it is: the facts are named that would settle it.
        guard effect != .undetermined else { return [.notSettled(without: unknown)] }
        let reasons = deciding.flatMap { number in
            let rule = compiled.rules[number]
            return [RuleSummary(rule).reason]
                + house.behind(rule, effect, houseFired).map { RuleSummary($0).reason }
        }
        return reasons.isEmpty ? [.nothingPermits] : reasons
    }

    var reasonForAsker: Reason {
        let isRecordKeeping = facts.ordinal(Layout.lane) == Lane.recordKeeping.ordinal
        switch (effect, told) {
        case (.permit, _):
            let duties = tellsHeldPart ? obligations : []
            guard duties.contains(.writtenDenial) else { return isRecordKeeping ? .mayDo : .maySee }
            return duties.contains(.offerReview) ? .partHeldReviewable : .partHeld
        case (_, .concealed): return .nothingHere
        case (.undetermined, .disclosed): return .notSettled
        case (.deny, .disclosed):
            let duties = obligations
            guard duties.contains(.writtenDenial) else {
                return duties.contains(.deliverAsRequested) ? .otherWay : .notDone
            }
            if isRecordKeeping { return .notAmended }
            return duties.contains(.offerReview) ? .notGivenReviewable : .notGiven
        }
    }
}

extension FactWords {
    /// Whether somebody gets a copy that the patient directed to them, and is not in the patient's place.
    fileprivate var directsToSomebody: Bool {
        ordinal(Layout.lane) == Lane.directed.ordinal && truth(.standing) & !truth(.directiveToSend) != .yes
    }
}

extension RuleSummary {
    /// What the rule says with its paragraphs, and its name as the code.
    public var reason: Reason {
        let law = citations.map(\.description).joined(separator: "; ")
        return Reason(ReasonCode(id.description), law.isEmpty ? sentence : "\(sentence) (\(law))")
    }
}
