#if PostgreSQL
internal import Synchronization

/// Counts the flights that a store's connections send, and shows each of them to whoever looks.
final class FlightLog: Sendable {
    private let flights = Atomic(0)
    private let look: (@Sendable ([ServerConnection.Call]) -> Void)?

    init(_ look: (@Sendable ([ServerConnection.Call]) -> Void)? = nil) { self.look = look }

    var count: Int { flights.load(ordering: .relaxed) }

    func add(_ calls: [ServerConnection.Call]) {
        flights.add(1, ordering: .relaxed)
        look?(calls)
    }
}
#endif
