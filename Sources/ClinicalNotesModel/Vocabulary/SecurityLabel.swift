/// A security label that a source put on a record, as the source wrote it.
///
/// Kept whole, so that the record can be handed on with it. To house rules each is a word, ``word``.
public struct SecurityLabel: Hashable, Sendable {
    /// The code system's URI.
    public let system: String
    /// The code in it.
    public let code: String
    /// The words beside the code, if there are any.
    public let display: String?

    /// Describes a label.
    ///
    /// - Parameters:
    ///   - system: The code system's URI.
    ///   - code: The code in it.
    ///   - display: The words beside the code.
    public init(system: String, code: String, display: String? = nil) {
        self.system = system
        self.code = code
        self.display = display
    }

    /// What house rules ask for it by, among the labels of a note: `security:` and the code, such as `security:NOPAT`.
    public var word: HostWord { HostWord("security:\(code)") }

    /// What house rules ask for where a label came later that belongs to a stricter compartment, and nobody has decided yet.
    public static let undecided: HostWord = "security:undecided"
}
