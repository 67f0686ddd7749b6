internal import Foundation

/// A program like this one, of this commit or another, that makes a round of calls whenever it is asked to.
final class ServedProgram {
    /// What it says once its practice stands.
    static let ready = "ready"

    private let process = Process()
    private let asking = Pipe()
    private let answering = Pipe()
    private var received = Data()

    /// Starts it and waits until its practice stands.
    init(_ path: String) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--serve"]
        process.standardInput = asking
        process.standardOutput = answering
        try process.run()
        guard try line() == Self.ready else { throw CallsError("\(path) does not answer") }
    }

    /// What a call took in a round of them.
    func round(of part: CallPart) throws -> CallCost {
        try asking.fileHandleForWriting.write(contentsOf: Data((part.rawValue + "\n").utf8))
        guard let cost = CallCost(try line()) else {
            throw CallsError("\(process.executableURL?.path ?? "") answers something else than a cost")
        }
        return cost
    }

    /// Lets it take away what it made.
    func stop() throws {
        try asking.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func line() throws -> String {
        let newline = UInt8(ascii: "\n")
        while true {
            if let end = received.firstIndex(of: newline) {
                defer { received = Data(received[(end + 1)...]) }
                return String(decoding: received[..<end], as: UTF8.self)
            }
            let more = answering.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CallsError("\(process.executableURL?.path ?? "") has ended") }
            received += more
        }
    }
}
