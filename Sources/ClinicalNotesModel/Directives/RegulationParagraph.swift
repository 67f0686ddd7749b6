/// A paragraph of law, such as `45 CFR 164.508(b)(2)(i)`.
public struct RegulationParagraph: Hashable, Sendable, CustomStringConvertible {
    /// The citation.
    public let description: String

    /// Names a paragraph.
    package init(_ citation: String) { description = citation }
}
