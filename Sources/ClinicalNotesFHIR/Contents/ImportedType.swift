/// What the input says that a note is, as it was written.
package struct ImportedType: Hashable, Sendable {
    /// One code for it.
    package struct Coding: Hashable, Sendable {
        /// The code system, if it was given.
        package let system: String?
        /// The code.
        package let code: String
        /// The words beside the code; never trusted.
        package let display: String?
    }

    /// The codes, in the input's order.
    package let codings: [Coding]
    /// The words, if there are any.
    package let text: String?
}
