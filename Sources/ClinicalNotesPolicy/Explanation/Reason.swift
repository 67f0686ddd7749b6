/// A plain sentence, and the code that a host can translate it by.
public struct Reason: Hashable, Sendable, CustomStringConvertible {
    /// What it says.
    public let code: ReasonCode
    /// The sentence.
    public let sentence: String

    /// The sentence.
    public var description: String { sentence }
}

extension Reason {
    init(_ code: ReasonCode, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }
}

/// What askers are told: one sentence, that tells nothing of what they may not know of.
extension Reason {
    static let maySee = Reason(.maySee, "You may see this.")
    static let mayDo = Reason(.mayDo, "You may do this.")
    static let partHeld = Reason(
        .partHeld,
        "A part of this is held back; you may see the rest. You will receive an answer in writing."
    )
    static let partHeldReviewable = Reason(
        .partHeldReviewable,
        """
        A part of this is held back; you may see the rest. You will receive an answer in writing, and you may ask that \
        another professional reviews it.
        """
    )
    static let nothingHere = Reason(
        .nothingHere,
        "There is nothing here that you can open for this purpose."
    )
    static let notGiven = Reason(
        .notGiven,
        "This cannot be given to you now. You will receive an answer in writing."
    )
    static let notGivenReviewable = Reason(
        .notGivenReviewable,
        """
        This cannot be given to you now. You will receive an answer in writing, and you may ask that another professional \
        reviews it.
        """
    )
    static let otherWay = Reason(
        .otherWay,
        "This is sent only in the way that was asked for earlier. Ask for it in that way, or ask for another one."
    )
    static let notAmended = Reason(
        .notAmended,
        "This cannot be amended at your request. You will receive an answer in writing."
    )
    static let notDone = Reason(.notDone, "This cannot be done.")
    static let notSettled = Reason(
        .notSettled,
        "This cannot be settled yet: something that decides is not known."
    )
    static let nothingPermits = Reason(
        .nothingPermits,
        "No rule permits this, whatever the facts are that are missing."
    )

    /// The same for an auditor, with the facts that are missing.
    static func notSettled(without unknown: [Axis]) -> Reason {
        let missing = unknown.map(\.description).joined(separator: ", ")
        return Reason(.notSettled, "This cannot be settled without a fact that is not known: \(missing).")
    }

    /// What comes first before something that is permitted opens, in plain words, each with its code.
    package static func onceDone(_ duties: [Obligation]) -> Reason {
        let first = duties.map { duty in duty.inWords.map { "\($0) (\(duty.rawValue))" } ?? duty.rawValue }
            .joined(separator: ", ")
        return Reason(.onceDone, "This may be opened once this is done: \(first).")
    }

    /// Every other sentence for askers.
    package static let forAskers = [
        maySee, mayDo, partHeld, partHeldReviewable, nothingHere, notGiven, notGivenReviewable, otherWay,
        notAmended,
        notDone, notSettled,
    ]
}

extension Obligation {
    /// What comes before, for who waits for it.
    fileprivate var inWords: String? {
        switch self {
        case .deidentifyFirst: "the names are taken out"
        case .deliverAsRequested: "it goes the way that was asked for"
        case .legalReview: "a legal adviser has looked at it"
        case .verifyIdentity: "it is known who asks"
        default: nil
        }
    }
}
