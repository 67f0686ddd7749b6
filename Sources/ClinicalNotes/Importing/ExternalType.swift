/// What a source says that a note is, where no kind of note says the same: kept and shown as it was written.
public struct ExternalType: Hashable, Sendable {
    /// One code for it.
    public struct Coding: Hashable, Sendable {
        /// The code system's URI, if it was given.
        public var system: String?
        /// The code.
        public var code: String
        /// The words beside the code, if there are any.
        public var display: String?

        /// Describes a code.
        ///
        /// - Parameters:
        ///   - system: The code system's URI.
        ///   - code: The code.
        ///   - display: The words beside the code.
        package init(system: String? = nil, code: String, display: String? = nil) {
            self.system = system
            self.code = code
            self.display = display
        }
    }

    /// The codes, in the source's order.
    public var codings: [Coding]
    /// The source's words, if there are any.
    public var text: String?

    /// Describes a type.
    ///
    /// - Parameters:
    ///   - codings: The codes, in the source's order.
    ///   - text: The source's words.
    package init(codings: [Coding] = [], text: String? = nil) {
        self.codings = codings
        self.text = text
    }
}
