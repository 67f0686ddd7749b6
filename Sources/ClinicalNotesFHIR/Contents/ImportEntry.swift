/// What became of one entry of the input.
public struct ImportEntry: Hashable, Sendable {
    /// Why an entry was left aside without anything being wrong with it.
    public enum SkipReason: String, CaseIterable, Hashable, Sendable {
        /// A resource of R4 that is not imported.
        case notImported = "not-imported"
        /// The same resource, with the same content, stands in an earlier entry.
        case repeated
        /// A newer version of the same resource stands in another entry.
        case older
    }

    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        /// It is among the results.
        case accepted
        /// It was left aside.
        case skipped(SkipReason)
        /// It is not imported, for this reason.
        case refused(FHIRError)
    }

    /// The index of the entry, counted through all inputs; from 0.
    public let index: Int
    /// The index of the input; 0 if there is but one.
    public let input: Int
    /// The index in its input: of the entry in the bundle, or of the line among the lines that are not blank; from 0.
    public let indexInInput: Int
    /// The resource type, if R4 has it.
    public let resourceType: String?
    /// The resource's id, if it has the form of one.
    public let id: String?
    /// What became of it.
    public internal(set) var outcome: Outcome

    /// Whether the entry is among the results.
    package var isAccepted: Bool { outcome == .accepted }

    /// Why the entry was refused, or `nil`.
    public var refusal: FHIRError? {
        guard case .refused(let error) = outcome else { return nil }
        return error
    }
}
