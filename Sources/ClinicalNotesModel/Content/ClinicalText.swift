/// Clinical words, wiped from memory when the last copy of the handle is released.
///
/// The description never shows them. ``copyString()`` is the visible escape.
public struct ClinicalText: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The UTF-8 bytes.
    package let utf8: SensitiveBytes

    /// Copies a string.
    public init(_ text: String) { utf8 = SensitiveBytes(text.utf8) }

    /// Copies a literal.
    public init(stringLiteral text: String) { self.init(text) }

    /// Takes bytes as text, or gives `nil` if they are not UTF-8.
    public init?(utf8: SensitiveBytes) {
        let isText = utf8.withBytes { span in
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: Span(_bytes: span))
                return true
            } catch {
                return false
            }
        }
        guard isText else { return nil }
        self.utf8 = utf8
    }

    /// Copies the words into a string that nobody wipes.
    public func copyString() -> String { String(decoding: utf8.copyBytes(), as: UTF8.self) }

    /// A fixed word; never the content.
    public var description: String { "ClinicalText" }
}
