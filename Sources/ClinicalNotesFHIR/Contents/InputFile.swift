internal import Dispatch

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The bytes of a file, piece by piece.
///
/// The only file of this module with unsafe code for the C library.
struct InputFile: AsyncSequence, Sendable {
    let path: String

    /// How many bytes are read at once.
    private static let pieceSize = 512 << 10

    /// The size of a file, if it has one.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    func makeAsyncIterator() -> Pieces { Pieces(path: path) }

    /// Reads the pieces in their order.
    struct Pieces: AsyncIteratorProtocol {
        private let path: String
        private var file: OpenFile?

        init(path: String) { self.path = path }

        mutating func next() async throws(FHIRError) -> [UInt8]? {
            let opened: OpenFile
            if let file { opened = file } else { opened = try OpenFile(path) }
            file = opened
            let piece = try await opened.piece()
            return piece.isEmpty ? nil : piece
        }
    }

    /// A file that is open until nobody holds it.
    private final class OpenFile: Sendable {
        private let descriptor: Int32

        init(_ path: String) throws(FHIRError) {
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FHIRError(.unreadable) }
        }

        deinit { close(descriptor) }

        /// The next piece, read on a thread that may wait for the disk; those of Swift's concurrency must not.
        func piece() async throws(FHIRError) -> [UInt8] {
            let piece = await withCheckedContinuation { waiting in
                DispatchQueue.global().async { waiting.resume(returning: self.read()) }
            }
            guard let piece else { throw FHIRError(.unreadable) }
            return piece
        }

        private func read() -> [UInt8]? {
            var bytes = [UInt8](repeating: 0, count: InputFile.pieceSize)
            while true {
                let count = unsafe systemRead(descriptor, &bytes, bytes.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return nil }
                bytes.removeLast(bytes.count - count)
                return bytes
            }
        }
    }
}

/// `read(2)`; its name is taken inside the type.
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
    unsafe read(descriptor, target, count)
}
