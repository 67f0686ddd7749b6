/// What a sentence says, for a host that says it in words or a language of its own.
///
/// Stable: no code is ever used for another sentence. More codes may come; a host shows the sentence itself for one that it
/// does not know. Sentences for auditors carry the name of their rule, those for askers one of the codes here.
public struct ReasonCode: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The code, such as `nothing-here`.
    public let rawValue: String

    /// Takes a code as it was written.
    public init(rawValue: String) { self.rawValue = rawValue }

    init(_ rawValue: String) { self.rawValue = rawValue }

    /// The code itself.
    public var description: String { rawValue }
}

extension ReasonCode {
    /// The note may be seen.
    public static let maySee = ReasonCode("may-see")
    /// What was asked may be done.
    public static let mayDo = ReasonCode("may-do")
    /// A part is held back, and the rest may be seen.
    public static let partHeld = ReasonCode("part-held")
    /// The same, where a review can be asked for.
    public static let partHeldReviewable = ReasonCode("part-held-reviewable")
    /// Nothing is there, or nothing that may be known of.
    public static let nothingHere = ReasonCode("nothing-here")
    /// It is not given now, and the answer comes in writing.
    public static let notGiven = ReasonCode("not-given")
    /// The same, where a review can be asked for.
    public static let notGivenReviewable = ReasonCode("not-given-reviewable")
    /// It is not sent in the way that was asked for now.
    public static let otherWay = ReasonCode("other-way")
    /// The note is not amended at the patient's request, and the answer comes in writing.
    public static let notAmended = ReasonCode("not-amended")
    /// It cannot be done.
    public static let notDone = ReasonCode("not-done")
    /// Something that decides is not known.
    public static let notSettled = ReasonCode("not-settled")
    /// It is permitted once something was done.
    public static let onceDone = ReasonCode("once-done")
    /// For auditors: no rule permits it, whatever the missing facts are.
    public static let nothingPermits = ReasonCode("nothing-permits")
}
