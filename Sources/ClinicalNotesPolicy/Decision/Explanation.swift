/// Why something was decided, in plain sentences.
public struct Explanation: Hashable, Sendable {
    /// Plain sentences, the most important first.
    public let sentences: [String]
    /// For the asker: what can be done.
    public let remedies: [Remedy]
    /// For the auditor: rules that would have permitted, with what they lacked.
    public let nearMisses: [NearMiss]
}
