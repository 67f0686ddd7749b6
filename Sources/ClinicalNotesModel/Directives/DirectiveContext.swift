/// What a directive's holder knows beside the document when it is judged.
public struct DirectiveContext: Hashable, Sendable {
    /// Expiration events that are known to have occurred, in the document's words.
    public let occurredEvents: Set<String>

    /// Nothing is known beside the document.
    public static let document = DirectiveContext()

    /// Says what is known.
    ///
    /// - Parameter occurredEvents: Expiration events that are known to have occurred.
    public init(occurredEvents: Set<String> = []) { self.occurredEvents = occurredEvents }

    /// Whether an expiry has come, by date or by event.
    func hasEnded(_ expiry: ExpiryTerm, at instant: Instant) -> Bool {
        switch expiry {
        case .day(let day): instant >= day.end
        case .event(let event): occurredEvents.contains(event)
        case .none: false
        }
    }
}
