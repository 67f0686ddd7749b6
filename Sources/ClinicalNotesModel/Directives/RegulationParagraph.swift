/// A paragraph of law, such as `45 CFR 164.508(b)(2)(i)`.
package struct RegulationParagraph: Hashable, Sendable, CustomStringConvertible {
    /// The citation.
    package let description: String

    /// Names a paragraph.
    package init(_ citation: String) { description = citation }
}
