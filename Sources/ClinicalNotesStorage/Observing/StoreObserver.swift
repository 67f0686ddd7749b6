/// Watches how the calls to a store go: for metrics, traces and logs of whichever kind the host has.
public protocol StoreObserver: Sendable {
    /// A call has ended.
    ///
    /// Called on the task of the call, which waits for it: hand over what takes time.
    ///
    /// - Parameter call: What is known of it: numbers and codes, never content and nobody's id.
    func ended(_ call: StoreCall)
}
