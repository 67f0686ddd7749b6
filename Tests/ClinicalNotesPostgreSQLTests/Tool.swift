#if PostgreSQL
import Foundation
import Testing

/// A program that a test runs to its end.
enum Tool {
    /// Runs it, and throws if it fails.
    @discardableResult
    static func run(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) throws -> (output: String, errors: String) {
        let (status, output, errors) = try end(path, arguments, environment)
        guard status == 0 else { throw Failure(description: "\(path) \(arguments): \(errors)") }
        return (output, errors)
    }

    /// Runs it, and answers how it ended, too.
    static func end(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        // Files, not pipes, which a server that is started meanwhile would hold open.
        let files = ["output", "errors"].map { name in
            FileManager.default.temporaryDirectory.appendingPathComponent("\(name)-\(UUID().uuidString)")
        }
        for file in files { #expect(FileManager.default.createFile(atPath: file.path, contents: nil)) }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { file in
            try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return (process.terminationStatus, texts[0], texts[1])
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
#endif
