#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import Synchronization

/// Finds the host that takes writes; of several the one that was promoted last.
///
/// A primary that was replaced while it did not answer goes on as if it were one still, until somebody ends it. Each
/// promotion begins a new timeline, so no server is used that is on an older one than was seen.
final class PrimarySearch: Sendable {
    enum Use {
        case reading, writing
    }

    /// How long a host may take to answer before the next one is tried.
    static let timeout: Duration = .seconds(3)
    private static let timeline = """
        SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN 0 ELSE ('x' || pg_catalog.substr(
            pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8))::bit(32)::bigint END
        """

    /// The newest server that was seen.
    private struct Newest {
        /// Which of the hosts it is, and at which of its addresses.
        var place = 0
        var host: [String: String] = [:]
        var timeline: Int64 = 0
        /// Whether a name was seen that has several addresses.
        var hasSeveral = false
    }

    private let hosts: [[String: String]]
    private let names: HostNames
    /// Who is told of each flight of what is connected.
    private let log: FlightLog
    private let newest = Mutex(Newest())

    init(_ hosts: [[String: String]], _ names: HostNames, _ log: FlightLog) {
        self.hosts = hosts
        self.names = names
        self.log = log
    }

    /// Whether there are several hosts, or one with several addresses.
    var hasSeveralHosts: Bool { hosts.count > 1 || newest.withLock { $0.hasSeveral } }

    /// Whether a later primary was seen than the one that is connected to.
    func isReplaced(_ connection: ServerConnection) -> Bool {
        newest.withLock { connection.timeline < $0.timeline }
    }

    /// Connects to it, and waits a moment for one that is starting or about to take over.
    func connect(for use: Use, by deadline: Deadline) throws(ServerFailure) -> ServerConnection {
        var pause = 0.02
        // One that does not answer costs a turn, and nobody a second try.
        let soon = deadline.orEarlier(.after(Self.timeout * hosts.count))
        while true {
            var last = ServerFailure.lost(nil)
            if let found = look(for: use, by: deadline, otherwise: &last) { return found }
            guard !deadline.hasPassed else { throw ServerFailure.late }
            switch last {
            case .lost(nil), .lost("57P03"?), .lost("25006"?): break
            default: throw last
            }
            guard !soon.hasPassed else { throw last }
            Thread.sleep(forTimeInterval: pause)
            pause = min(0.2, pause * 2)
        }
    }

    /// Who writes asks every host, lest it stays with one that no standby follows; who reads goes where the writer is.
    private func look(
        for use: Use,
        by deadline: Deadline,
        otherwise last: inout ServerFailure
    ) -> ServerConnection? {
        let known = newest.withLock { $0 }
        var left = hosts.enumerated().map { (place: $0, host: $1) }
        if use == .reading { left.swapAt(0, known.place) }
        var found: (connection: ServerConnection, place: Int, host: [String: String])?
        while let (place, host) = left.first, found == nil || use == .writing {
            // One that does not answer leaves time for the others.
            let share = deadline.millisecondsLeft.map { $0 / Int64(left.count) } ?? .max
            left.removeFirst()
            do throws(ServerFailure) {
                let deadline = Deadline.after(min(Self.timeout, .milliseconds(share)))
                var addresses = try names.resolved(host, by: deadline)
                guard addresses.count == 1 else {
                    newest.withLock { $0.hasSeveral = true }
                    if use == .reading, let index = addresses.firstIndex(of: known.host) {
                        addresses.swapAt(0, index)
                    }
                    left = addresses.map { (place, $0) } + left
                    continue
                }
                let connection = try connect(to: addresses[0], by: deadline)
                let least = max(known.timeline, (found?.connection.timeline ?? -1) + 1)
                if connection.timeline >= least { found = (connection, place, addresses[0]) }
            } catch {
                // What a host said says more than that another did not answer.
                if case .lost(.some) = last {} else { last = error == .late ? .lost(nil) : error }
            }
        }
        guard let found else { return nil }
        found.connection.log = log
        newest.withLock { newest in
            if newest.timeline <= found.connection.timeline {
                newest.place = found.place
                newest.host = found.host
                newest.timeline = found.connection.timeline
            }
        }
        return found.connection
    }

    private func connect(
        to host: [String: String],
        by deadline: Deadline
    ) throws(ServerFailure) -> ServerConnection {
        let connection = try ServerConnection(host, by: deadline)
        var answers: [ServerAnswer] = []
        do throws(ServerFailure) {
            let call = ServerConnection.Call(sql: Self.timeline, isKept: false)
            try connection.fly([call], by: deadline, into: &answers)
        } catch .refused("42883"), .refused("0A000") {
            // An engine of another kind, which has no such thing, does by itself what it can.
            return connection
        }
        guard let number: Int64 = try? answers.first?.number(0, 0) else { throw .lost(nil) }
        connection.timeline = number
        return connection
    }
}
#endif
