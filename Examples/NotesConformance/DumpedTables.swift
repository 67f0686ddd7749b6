internal import Foundation

/// The tables of a database as PostgreSQL's own client gives them.
struct DumpedTables {
    private let client: URL
    private let url: String

    /// - Returns: `nil` if there is no such client.
    init?(at url: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = folders.map { "\($0)/psql" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return nil
        }
        client = URL(fileURLWithPath: path)
        self.url = url
    }

    func named(in schema: String) -> String {
        "SELECT tablename FROM pg_tables WHERE schemaname = '\(schema)'"
    }

    func run(_ statement: String) throws -> String {
        let process = Process()
        process.executableURL = client
        process.arguments = [
            "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--command", statement, url,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
        return String(decoding: output, as: UTF8.self)
    }
}
