public import ClinicalNotesModel
internal import Synchronization

/// A bounded number of connections to a database, on which the calls of an adapter take turns.
///
/// Whoever finds none free waits in order, until one comes back, its deadline passes or its task is cancelled. A
/// connection that is no longer sound is let go, and another is made when one is needed.
public final class ConnectionPool<Connection: Sendable>: Sendable {
    private enum Turn {
        case connection(Connection)
        /// There is room for one more.
        case making
    }

    private typealias Wait = CallAnswer<Turn, StorageError>

    private struct State {
        var isOpen = true
        var free: [Connection] = []
        /// How many there are or are being made.
        var count = 0
        var waiting: [Wait] = []
    }

    private let limit: Int
    private let make: @Sendable (Deadline) async throws(StorageError) -> Connection
    private let isSound: @Sendable (Connection) -> Bool
    private let discard: @Sendable (Connection) -> Void
    private let watch = DeadlineWatch()
    private let state = Mutex(State())

    /// Makes a pool without connections.
    ///
    /// - Parameters:
    ///   - limit: How many connections there may be at once, at least 1.
    ///   - make: Connects.
    ///   - isSound: Whether a connection that comes back can be used again.
    ///   - discard: Lets go of a connection; must not wait.
    public init(
        limit: Int,
        make: @escaping @Sendable (Deadline) async throws(StorageError) -> Connection,
        isSound: @escaping @Sendable (Connection) -> Bool = { _ in true },
        discard: @escaping @Sendable (Connection) -> Void
    ) {
        self.limit = max(1, limit)
        self.make = make
        self.isSound = isSound
        self.discard = discard
    }

    /// Uses a connection, alone.
    ///
    /// - Parameters:
    ///   - deadline: Until when a connection is waited for.
    ///   - body: What is done with it.
    /// - Returns: What `body` returns.
    /// - Throws: ``StorageError`` with `closed`, `timedOut` or `cancelled` if there was no connection in time; what connecting
    ///   and `body` throw.
    public func withConnection<Value>(
        by deadline: Deadline,
        _ body: (Connection) async throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let connection = try await take(by: deadline)
        defer { giveBack(connection) }
        return try await body(connection)
    }

    /// Lets go of all connections, of those in use when they come back; whoever waits is told `closed`.
    public func close() {
        let (free, waiting) = state.withLock { state in
            defer {
                state.isOpen = false
                state.count -= state.free.count
                state.free = []
                state.waiting = []
            }
            return (state.free, state.waiting)
        }
        for wait in waiting { wait.give(.failure(StorageError(.closed))) }
        for connection in free { discard(connection) }
    }

    private func take(by deadline: Deadline) async throws(StorageError) -> Connection {
        guard !Task.isCancelled else { throw StorageError(.cancelled) }
        guard !deadline.hasPassed else { throw StorageError(.timedOut) }
        let wait = Wait()
        try begin(wait)
        let turn = try await watch.wait(
            for: wait,
            until: deadline,
            late: .failure(StorageError(.timedOut)),
            cancelled: .failure(StorageError(.cancelled))
        )
        switch turn {
        case .connection(let connection): return connection
        case .making:
            do throws(StorageError) {
                return try await make(deadline)
            } catch {
                leaveRoom()
                throw error
            }
        }
    }

    private func begin(_ wait: Wait) throws(StorageError) {
        let isOpen = state.withLock { state in
            guard state.isOpen else { return false }
            if let connection = state.free.popLast() {
                wait.give(.success(.connection(connection)))
            } else if state.count < limit {
                state.count += 1
                wait.give(.success(.making))
            } else {
                state.waiting.append(wait)
            }
            return true
        }
        guard isOpen else { throw StorageError(.closed) }
    }

    private func giveBack(_ connection: Connection) {
        guard isSound(connection) else {
            discard(connection)
            return leaveRoom()
        }
        let isKept = state.withLock { state in
            guard state.isOpen else {
                state.count -= 1
                return false
            }
            if !Self.pass(.connection(connection), to: &state.waiting) { state.free.append(connection) }
            return true
        }
        if !isKept { discard(connection) }
    }

    /// Another one may be made in place of one that is no more.
    private func leaveRoom() {
        state.withLock { state in
            if !Self.pass(.making, to: &state.waiting) { state.count -= 1 }
        }
    }

    /// Gives a turn to the first one who still waits.
    private static func pass(_ turn: Turn, to waiting: inout [Wait]) -> Bool {
        while !waiting.isEmpty {
            if waiting.removeFirst().give(.success(turn)) { return true }
        }
        return false
    }
}
