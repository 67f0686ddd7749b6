internal import Synchronization

/// Hands what was made on one thread over to a task, under a lock.
///
/// A continuation that is resumed before it is awaited hands its value over too, but in a way that the thread sanitizer does not
/// see.
final class Handover<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, CryptoError>?>(nil)

    func give(_ made: Result<Value, CryptoError>) { result.withLock { $0 = made } }

    /// What was given; nothing given is a service that did not do what it was asked.
    func take() throws(CryptoError) -> Value {
        guard let made = result.withLock({ $0 }) else { throw CryptoError(.keyServiceUnavailable) }
        return try made.get()
    }
}
