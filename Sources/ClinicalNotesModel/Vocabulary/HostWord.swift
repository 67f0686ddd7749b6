/// A word of the host's own for what the law does not know: a label, a unit, a location.
///
/// Only house rules ask for such words. On notes and people they are sealed like every record that feeds a decision.
public struct HostWord: Hashable, Comparable, Sendable, Codable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// The word.
    public let description: String

    /// Takes a word.
    public init(_ word: String) { description = word }

    /// Takes a word.
    public init(stringLiteral word: String) { description = word }

    /// Whether it can be kept: 1 to 128 bytes, not blank, without control characters.
    public var isWellFormed: Bool {
        (1...128).contains(description.utf8.count) && !description.allSatisfy(\.isWhitespace)
            && description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    /// Orders by bytes.
    public static func < (left: HostWord, right: HostWord) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }

    /// Decodes the word.
    public init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes the word.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
