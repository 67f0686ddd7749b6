#if PostgreSQL
import Foundation
import Testing

/// A server of a test's own, alone or beside a synchronous standby, which it may change, kill, freeze and replace.
///
/// Servers are named by their numbers, as `Scripts/postgresql` has them: 1 is the first primary, 2 its standby.
final class OwnServer: Sendable {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scripts/postgresql").path

    let folder: String
    let server: TestServer

    /// In memory where there is room: a process that is killed takes as little with it there as on a disk.
    private static let place: URL = {
        let (memory, files) = (URL(fileURLWithPath: "/dev/shm"), FileManager.default)
        let free = try? files.attributesOfFileSystem(forPath: memory.path)[.systemFreeSize]
        let bytes = free as? UInt64 ?? (free as? NSNumber)?.uint64Value ?? 0
        let isRoomy = bytes > 8 << 30 && files.isWritableFile(atPath: memory.path)
        return isRoomy ? memory : files.temporaryDirectory
    }()

    init(standby: Bool = false) throws {
        folder = Self.place.appendingPathComponent("server-\(UUID().uuidString)").path
        server = TestServer(at: try Self.run(["start"] + (standby ? ["--standby"] : []), in: folder))
    }

    deinit {
        _ = try? Self.run(["stop"], in: folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The number of the primary.
    var primary: Int {
        let text = try? String(contentsOfFile: folder + "/primary", encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 1
    }

    func start() throws { try run("start") }

    /// Ends a server and all that serves for it at once, as a crash would.
    func kill(_ number: Int? = nil) throws { try run("kill", "\(number ?? primary)") }

    /// Ends the primary at once and lets happen what follows: a start, or the standby takes over and gets one itself.
    func crash() throws { try run("crash") }

    /// Stops all processes of a server where they are.
    func freeze(_ number: Int? = nil) throws { try run("freeze", "\(number ?? primary)") }

    func thaw(_ number: Int? = nil) throws { try run("thaw", "\(number ?? primary)") }

    /// Makes a standby the primary, and ends no other server.
    func promote(_ number: Int? = nil) throws {
        if let number { try run("promote", "\(number)") } else { try run("promote") }
    }

    /// Gives the primary a new standby.
    func rejoin() throws { try run("rejoin") }

    /// Changes settings of the primary, as its administrator would; they stand for connections that are open, too.
    func set(_ setting: String) throws {
        let loaded = "SELECT extract(epoch FROM pg_conf_load_time())::text"
        let before = try server.sql(loaded, superuser: true)
        try server.sql("ALTER SYSTEM SET \(setting)", "SELECT pg_reload_conf()::text", superuser: true)
        while try server.sql(loaded, superuser: true) == before { usleep(10_000) }
        usleep(100_000)
    }

    private func run(_ arguments: String...) throws { _ = try Self.run(arguments, in: folder) }

    private static func run(_ arguments: [String], in folder: String) throws -> String {
        try Tool.run(script, arguments, ["CLINICAL_NOTES_POSTGRESQL_FOLDER": folder]).output
    }
}
#endif
