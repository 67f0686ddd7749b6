public import ClinicalNotesModel

/// The host's key management: it makes, wraps, unwraps and destroys keys that never leave it in the clear for long.
///
/// A request with an id that was answered before is answered the same. No method may block the thread that it is called on:
/// what waits, for a disk, a lock or a network, suspends, or works on a thread of its own. The vault stops waiting at the
/// request's deadline whatever a service does, but not for a method that never gave the thread back.
public protocol KeyService: Sendable {
    /// The practices that the service holds a key of: by them a vault notices a store that is not its own, and that
    /// a practice was founded before.
    ///
    /// - Parameter request: The request's id and deadline.
    /// - Returns: The practices, or `nil` if the service cannot list them; then a vault is opened by the practice's name.
    /// - Throws: ``CryptoError`` `.timedOut`, `.keyServiceUnavailable`.
    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>?

    /// Makes a key and wraps it under the service's own key of that name.
    ///
    /// - Parameters:
    ///   - name: The service's own key, made if there is none.
    ///   - request: The request's id and deadline.
    /// - Returns: The wrapped key, to be stored, and the key on lease.
    /// - Throws: ``CryptoError`` `.destroyed`, `.timedOut`, `.keyServiceUnavailable`.
    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease)

    /// Unwraps a key that ``makeKey(_:_:)`` wrapped under the same name.
    ///
    /// - Parameters:
    ///   - wrapped: The wrapped key.
    ///   - name: The service's own key.
    ///   - request: The request's id and deadline.
    /// - Returns: The key on lease.
    /// - Throws: ``CryptoError`` `.keyUnavailable` if there is no key of that name, `.destroyed`, `.malformed`,
    ///   `.cannotOpen`, `.timedOut`, `.keyServiceUnavailable`.
    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease

    /// Destroys the service's own key of a name, and with it everything ever wrapped under it.
    ///
    /// - Parameters:
    ///   - name: The service's own key.
    ///   - moment: When; until then the key still opens. A later call may only bring the moment nearer.
    ///   - request: The request's id and deadline.
    /// - Returns: How far the destruction is.
    /// - Throws: ``CryptoError`` `.keyUnavailable` if there is no key of that name, `.timedOut`,
    ///   `.keyServiceUnavailable`.
    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction

    /// Learns that people confirmed the time of day, which may be far ahead of what the service had seen: what is due by it
    /// may be destroyed.
    ///
    /// A service that keeps its own time does nothing, which is the default.
    ///
    /// - Parameter request: The request's id and deadline.
    /// - Throws: ``CryptoError`` `.timedOut`, `.keyServiceUnavailable`.
    func confirmClock(_ request: KeyRequest) async throws(CryptoError)
}

extension KeyService {
    /// Does nothing.
    public func confirmClock(_ request: KeyRequest) async throws(CryptoError) {}
}
