internal import Foundation

/// The process' own streams: the one place that talks to the system.
enum StandardStreams {
    private static let blockLength = 1 << 16

    /// The process' streams; a reader that goes away is an error from now on, not a signal.
    static func console() -> Console {
        signal(SIGPIPE, SIG_IGN)
        return Console(
            read: { try read() },
            write: { try write($0, to: STDOUT_FILENO) },
            complain: { try? write(Array(($0 + "\n").utf8), to: STDERR_FILENO) }
        )
    }

    /// What there is to read, without waiting for a whole block.
    private static func read() throws -> [UInt8] {
        while true {
            var count = 0
            let block = unsafe [UInt8](unsafeUninitializedCapacity: blockLength) { buffer, filled in
                count = unsafe Foundation.read(STDIN_FILENO, buffer.baseAddress, blockLength)
                filled = max(count, 0)
            }
            if count >= 0 { return block }
            guard errno == EINTR else {
                throw InputRefusal(place: "standard input", path: "", message: reason)
            }
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Foundation.write(
                    file,
                    buffer.baseAddress?.advanced(by: written),
                    buffer.count - written
                )
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                throw BrokenPipe()
            } else if errno != EINTR {
                throw InputRefusal(place: "standard output", path: "", message: reason)
            }
        }
    }

    private static var reason: String { unsafe String(cString: strerror(errno)) }
}
