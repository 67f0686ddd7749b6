#if PostgreSQL
import Foundation
import Testing

/// A server of a test's own, which it may change, kill and freeze.
final class OwnServer: Sendable {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scripts/postgresql").path

    let folder: String
    let server: TestServer

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent("server-\(UUID().uuidString)").path
        server = TestServer(at: try Self.run("start", in: folder))
    }

    deinit {
        _ = try? Self.run("stop", in: folder)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func start() throws { _ = try Self.run("start", in: folder) }

    /// Ends the server and all that serves for it at once, as a crash would.
    func kill() throws {
        let processes = try processes()
        for process in processes { Foundation.kill(process, SIGKILL) }
        while processes.contains(where: { Foundation.kill($0, 0) == 0 }) { usleep(2000) }
    }

    /// Stops all processes of the server where they are; answers which.
    func freeze() throws -> [Int32] {
        let processes = try processes()
        for process in processes { Foundation.kill(process, SIGSTOP) }
        return processes
    }

    func thaw(_ processes: [Int32]) {
        for process in processes { Foundation.kill(process, SIGCONT) }
    }

    /// Changes settings of the server, as its administrator would; they stand for connections that are open, too.
    func set(_ setting: String) throws {
        let loaded = "SELECT extract(epoch FROM pg_conf_load_time())::text"
        let before = try server.sql(loaded, superuser: true)
        try server.sql("ALTER SYSTEM SET \(setting)", "SELECT pg_reload_conf()::text", superuser: true)
        while try server.sql(loaded, superuser: true) == before { usleep(10_000) }
        usleep(100_000)
    }

    /// The server and all that serves for it.
    private func processes() throws -> [Int32] {
        let text = try String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
        guard let process = text.split(separator: "\n").first.flatMap({ Int32($0) }) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        let children = try Self.tool("/bin/ps", ["-o", "pid=", "--ppid", "\(process)"])
        return [process] + children.split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    }

    private static func run(_ verb: String, in folder: String) throws -> String {
        try tool(script, [verb], ["CLINICAL_NOTES_POSTGRESQL_FOLDER": folder])
    }

    private static func tool(_ path: String, _ arguments: [String], _ more: [String: String] = [:]) throws
        -> String
    {
        let process = Process()
        // A file, not a pipe, which a server that is started meanwhile would hold open.
        let answer = FileManager.default.temporaryDirectory.appendingPathComponent(
            "answer-\(UUID().uuidString)"
        )
        #expect(FileManager.default.createFile(atPath: answer.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: answer) }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: answer)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: answer, encoding: .utf8)
        guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
#endif
