package import Foundation

/// A program that a test ran to its end.
///
/// No thread waits for it: on a machine of two processors two tests that held theirs would hold up every other test's deadline.
package struct ChildProcess: Sendable {
    package let status: Int32
    package let output: String
    package let complaints: String

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - executable: The program.
    ///   - arguments: What it is told.
    ///   - environment: What it finds beside the test's own environment.
    ///   - folder: Where it runs; where the test does, if not told.
    /// - Throws: What keeps it from being started, or a `CancellationError`, after which it has been asked to end.
    package init(
        _ executable: URL,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil
    ) async throws {
        // Files, not pipes, which would have to be emptied meanwhile, and which a server that is started would hold open.
        let files = ["output", "complaints"].map {
            FileManager.default.temporaryDirectory.appending(path: "\($0)-\(UUID().uuidString)")
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        for file in files { try Data().write(to: file) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        do {
            while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        } catch {
            process.terminate()
            throw error
        }
        status = process.terminationStatus
        output = try String(contentsOf: files[0], encoding: .utf8)
        complaints = try String(contentsOf: files[1], encoding: .utf8)
    }

    /// A program that was built beside the tests.
    package static func built(_ name: String) -> URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }
}
