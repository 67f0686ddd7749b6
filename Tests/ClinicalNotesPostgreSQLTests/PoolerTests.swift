#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Testing

/// PgBouncer, where Debian's package is installed.
private let program = "/usr/sbin/pgbouncer"

@Suite(
    "A proxy that shares sessions",
    .enabled(if: TestServer.isThere && FileManager.default.isExecutableFile(atPath: program)),
    .timeLimit(.minutes(5))
)
struct PoolerTests {
    @Test(
        "It is refused for what it is, however it shares them",
        arguments: ["transaction", "session", "statement"]
    )
    func refused(_ mode: String) async throws {
        let server = TestServer()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(server.schema)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A port that was free a moment ago.
        let port = try Relay(to: server).port
        let place = server.hosts[0].split(separator: ":")
        let settings = """
            [databases]
            notes = host=\(place[0]) port=\(place[1]) dbname=notes user=notes
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = any
            pool_mode = \(mode)
            \(getuid() == 0 ? "user = postgres" : "")
            """
        let file = folder.appendingPathComponent("pgbouncer.ini")
        try Data(settings.utf8).write(to: file)
        let pooler = Process()
        pooler.executableURL = URL(fileURLWithPath: program)
        pooler.arguments = [file.path]
        pooler.standardOutput = FileHandle.nullDevice
        pooler.standardError = FileHandle.nullDevice
        try pooler.run()
        defer { kill(pooler.processIdentifier, SIGKILL) }
        let behind = server.through("127.0.0.1:\(port)")
        var answer: String?
        while answer == nil, pooler.isRunning {
            answer = try? behind.sql("SELECT 'through'")
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(answer == "through")
        let error = await #expect(throws: StorageError.self) { try await behind.open() }
        // Not for a name or a right, which would bear the server's code.
        #expect(error?.code == .invalidLocation && error?.detail == nil)
        #expect(
            try server.sql("SELECT count(*)::text FROM pg_namespace WHERE nspname = '\(server.schema)'")
                == "0"
        )
    }
}
#endif
