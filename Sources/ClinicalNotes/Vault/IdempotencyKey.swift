/// The caller's name for one intended write, so that a repeat of the call writes once.
///
/// Keep it with the form that is being submitted, and give the same key when the outcome of the first call is
/// unknown. A key is remembered for 30 days and belongs to its principal.
///
/// ```swift
/// let visit = try await desk.document(session, idempotencyKey: "form-\(form)")
/// ```
public struct IdempotencyKey: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The caller's words; stored only as a keyed hash.
    public let value: String

    /// Makes a key of the caller's words.
    public init(_ value: String) { self.value = value }

    /// A key that nobody used before: what is written under it cannot be repeated as the same write.
    ///
    /// Where a call may be sent twice, as after a lost connection, name it yourself, by what it is about.
    public static func fresh() -> IdempotencyKey {
        var generator = SystemRandomNumberGenerator()
        return IdempotencyKey("\(generator.next() as UInt64)-\(generator.next() as UInt64)")
    }

    /// Makes a key of a literal.
    public init(stringLiteral value: String) { self.value = value }
}
