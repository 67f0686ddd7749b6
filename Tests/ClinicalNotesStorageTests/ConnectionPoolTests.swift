import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization
import Testing

@Suite("A pool of connections")
struct ConnectionPoolTests {
    /// Numbers its connections, and knows which are open and which are in use.
    private final class Database: Sendable {
        private struct State {
            var made = 0
            var open: Set<Int> = []
            var inUse: Set<Int> = []
            var most = 0
            var broken: Set<Int> = []
            var doubled = false
            var refuses = false
        }

        private let state = Mutex(State())

        var made: Int { state.withLock { $0.made } }
        var open: Int { state.withLock { $0.open.count } }
        var most: Int { state.withLock { $0.most } }
        var doubled: Bool { state.withLock { $0.doubled } }

        func refuse(_ refuses: Bool) { state.withLock { $0.refuses = refuses } }

        func use(_ connection: Int) {
            state.withLock { state in
                if !state.inUse.insert(connection).inserted || !state.open.contains(connection) {
                    state.doubled = true
                }
            }
        }

        func leave(_ connection: Int, breaking: Bool) {
            state.withLock { state in
                state.inUse.remove(connection)
                if breaking { state.broken.insert(connection) }
            }
        }

        func pool(_ limit: Int) -> ConnectionPool<Int> {
            ConnectionPool(limit: limit) { _ throws(StorageError) in
                let made = self.state.withLock { state -> Int? in
                    guard !state.refuses else { return nil }
                    state.made += 1
                    state.open.insert(state.made)
                    state.most = max(state.most, state.open.count)
                    return state.made
                }
                guard let made else { throw StorageError(.unavailable) }
                return made
            } isSound: { connection in
                self.state.withLock { !$0.broken.contains(connection) }
            } discard: { connection in
                self.state.withLock { _ = $0.open.remove(connection) }
            }
        }
    }

    @Test("is never larger than its limit, gives nobody what somebody else uses, and ends every call in time")
    func manyTasks() async throws {
        let database = Database()
        let pool = database.pool(4)
        let ended = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<1_000 {
                group.addTask {
                    let task = Task {
                        try await pool.withConnection(
                            by: .after(.milliseconds(number % 3 == 0 ? 20 : 20_000))
                        ) {
                            connection throws(StorageError) in
                            database.use(connection)
                            try? await Task.sleep(for: .microseconds(number % 7 * 50))
                            database.leave(connection, breaking: number % 11 == 0)
                            if number % 13 == 0 { throw StorageError(.unavailable) }
                        }
                    }
                    if number % 5 == 0 { task.cancel() }
                    do {
                        try await task.value
                        return true
                    } catch let error as StorageError {
                        return [.unavailable, .timedOut, .cancelled].contains(error.code)
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(ended == 1_000)
        #expect(database.most <= 4)
        #expect(!database.doubled)
        // All of them came back: four calls at once find one each.
        try await pool.withConnection(by: .after(.seconds(20))) { _ throws(StorageError) in
            try await pool.withConnection(by: .after(.seconds(20))) { _ throws(StorageError) in
                try await pool.withConnection(by: .after(.seconds(20))) { _ throws(StorageError) in
                    try await pool.withConnection(by: .after(.seconds(20))) { _ throws(StorageError) in }
                }
            }
        }
        pool.close()
        #expect(database.open == 0)
    }

    @Test("makes room again when connecting failed")
    func refused() async throws {
        let database = Database()
        let pool = database.pool(1)
        database.refuse(true)
        for _ in 0..<3 {
            let error = await #expect(throws: StorageError.self) {
                try await pool.withConnection(by: .never) { _ throws(StorageError) in }
            }
            #expect(error?.code == .unavailable)
        }
        database.refuse(false)
        try await pool.withConnection(by: .never) { _ throws(StorageError) in }
        #expect(database.made == 1)
    }

    @Test("tells whoever waits when it is closed, and lets go of what is in use when it comes back")
    func closed() async throws {
        let database = Database()
        let pool = database.pool(1)
        try await pool.withConnection(by: .never) { _ throws(StorageError) in
            let waiting = Task { try await pool.withConnection(by: .never) { _ throws(StorageError) in } }
            try? await Task.sleep(for: .milliseconds(20))
            pool.close()
            let error = await #expect(throws: StorageError.self) { try await waiting.value }
            #expect(error?.code == .closed)
            #expect(database.open == 1)
        }
        #expect(database.open == 0)
        let error = await #expect(throws: StorageError.self) {
            try await pool.withConnection(by: .never) { _ throws(StorageError) in }
        }
        #expect(error?.code == .closed)
    }
}
