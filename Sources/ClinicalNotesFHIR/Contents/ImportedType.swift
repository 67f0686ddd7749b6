/// What the input says that a note is, as it was written.
public struct ImportedType: Hashable, Sendable {
    /// One code for it.
    public struct Coding: Hashable, Sendable {
        /// The code system, if it was given.
        public let system: String?
        /// The code.
        public let code: String
        /// The words beside the code; never trusted.
        public let display: String?
    }

    /// The codes, in the input's order.
    public let codings: [Coding]
    /// The words, if there are any.
    public let text: String?
}
