internal import Foundation

/// A PostgreSQL server that `Scripts/postgresql` runs in a folder, and what may happen to it.
struct ServerScript: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Scripts/postgresql").path

    private let folder: String

    /// Throws if no server runs there.
    init(folder: String) throws {
        self.folder = folder
        try run("url")
    }

    /// Ends the server as a crash would, and lets happen what follows: it is started, or its standby takes over.
    func crash() throws { try run("crash") }

    /// Holds up the commits of a schema for some time, and returns as soon as they are held up.
    func hold(_ schema: String, for duration: Duration) throws {
        try run("hold", schema, "\(duration.components.seconds)")
    }

    private func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["CLINICAL_NOTES_POSTGRESQL_FOLDER": folder]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "Scripts/postgresql \(arguments[0]) fails for \(folder)")
        }
    }
}
