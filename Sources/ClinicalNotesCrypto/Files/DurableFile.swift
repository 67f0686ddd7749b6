internal import ClinicalNotesModel
internal import Dispatch

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A small file that is replaced as a whole: written beside, flushed, renamed, and its folder flushed.
///
/// The only file of this module with unsafe code for the C library.
package struct DurableFile: Hashable, Sendable {
    /// Where it stands.
    package let path: String

    /// The largest file that is read.
    private static let limit = 64 << 20

    /// Why a file could not be read or written.
    package enum Failure: Error {
        case missing, unusable, full
    }

    /// The file at a path.
    package init(path: String) { self.path = path }

    /// Reads the whole file.
    func read() throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unusable }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= Self.limit
        else { throw .unusable }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.limit {
            let count = Self.retried { unsafe systemRead(descriptor, &chunk, chunk.count) }
            guard count >= 0 else { throw .unusable }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
        throw .unusable
    }

    /// Reads a file that grows, however large it is.
    func readAll() throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unusable }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unusable
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Self.retried { unsafe systemRead(descriptor, &chunk, chunk.count) }
            guard count >= 0 else { throw .unusable }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Reads a part of a file, less than asked only at its end.
    package func read(_ count: Int, at offset: Int) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unusable }
        defer { close(descriptor) }
        guard lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { throw .unusable }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(count, 1 << 20))
        while bytes.count < count {
            let wanted = min(chunk.count, count - bytes.count)
            let found = Self.retried { unsafe systemRead(descriptor, &chunk, wanted) }
            guard found >= 0 else { throw .unusable }
            guard found > 0 else { break }
            bytes += chunk[..<found]
        }
        return bytes
    }

    /// Gives the file another name, in place of whatever has it, and flushes the folder.
    package func rename(to other: DurableFile) throws(Failure) {
        guard systemRename(path, other.path) == 0 else { throw .unusable }
        try other.flushFolder()
    }

    /// Removes the file if it is there.
    package func remove() { _ = unsafe unlink(path) }

    /// Works on the file on a thread that may wait for the disk; those of Swift's concurrency must not.
    package func apart<Value: Sendable>(
        _ work: @escaping @Sendable (DurableFile) throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { waiting in
            DispatchQueue.global().async {
                waiting.resume(returning: Result { () throws(Failure) in try work(self) })
            }
        }
        return try result.get()
    }

    /// Cuts a file that grows to a length and adds bytes, which are flushed when it returns; makes the file if needed.
    package func write(_ bytes: [UInt8], at length: Int) throws(Failure) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure }
        var written = 0
        if ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(length) {
            while written < bytes.count {
                let count = unsafe bytes[written...].withUnsafeBytes { rest in
                    Self.retried { unsafe systemWrite(descriptor, rest.baseAddress, rest.count) }
                }
                guard count > 0 else { break }
                written += count
            }
        }
        let flushed = written == bytes.count && fsync(descriptor) == 0
        let failure = Self.failure
        guard close(descriptor) == 0, flushed else { throw failure }
        if length == 0 { try flushFolder() }
    }

    /// Replaces the whole file; after a crash it holds the old bytes or the new ones.
    func replace(_ bytes: [UInt8]) throws(Failure) {
        let beside = "\(path).new"
        let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                Self.retried { unsafe systemWrite(descriptor, rest.baseAddress, rest.count) }
            }
            guard count > 0 else { break }
            written += count
        }
        let flushed = written == bytes.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, flushed, systemRename(beside, path) == 0 else {
            _ = unsafe unlink(beside)
            throw .unusable
        }
        try flushFolder()
    }

    /// Runs `body` while no other process or task holds the file's lock.
    ///
    /// Waits without a thread, until the deadline or until the caller's task is cancelled.
    func locked<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable () throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        let descriptor = try openLock()
        var pause: Duration = .milliseconds(1)
        while !Self.takesLock(descriptor) {
            do {
                guard !deadline.hasPassed else { throw CryptoError(.timedOut) }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .milliseconds(20))
            } catch {
                close(descriptor)
                throw error as? CryptoError ?? CryptoError(.cancelled)
            }
        }
        return try await Self.apart { () throws(CryptoError) in
            defer { close(descriptor) }
            return try body()
        }
    }

    /// As ``locked(by:_:)`` for a caller that cannot wait without a thread: waits five seconds at the most.
    func lockedAtOnce<Value>(_ body: () throws(CryptoError) -> Value) throws(CryptoError) -> Value {
        let descriptor = try openLock()
        defer { close(descriptor) }
        let deadline = Deadline.after(.seconds(5))
        while !Self.takesLock(descriptor) {
            guard !deadline.hasPassed else { throw CryptoError(.timedOut) }
            usleep(2000)
        }
        return try body()
    }

    /// Works on a file on a thread that may wait for the disk; those of Swift's concurrency must not.
    static func apart<Value: Sendable>(
        _ work: @escaping @Sendable () throws(CryptoError) -> Value
    ) async throws(CryptoError) -> Value {
        let handover = Handover<Value>()
        await withCheckedContinuation { waiting in
            DispatchQueue.global().async {
                handover.give(Result { () throws(CryptoError) in try work() })
                waiting.resume()
            }
        }
        return try handover.take()
    }

    private func openLock() throws(CryptoError) -> Int32 {
        let descriptor = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CryptoError(.fileInvalid) }
        return descriptor
    }

    private static func takesLock(_ descriptor: Int32) -> Bool {
        retried { Int(flock(descriptor, LOCK_EX | LOCK_NB)) } == 0
    }

    /// What the system said last.
    private static var failure: Failure { errno == ENOSPC || errno == EDQUOT ? .full : .unusable }

    private func flushFolder() throws(Failure) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable }
        let flushed = fsync(descriptor) == 0
        guard close(descriptor) == 0, flushed else { throw .unusable }
    }

    private static func retried(_ call: () -> Int) -> Int {
        while true {
            let answer = call()
            if answer >= 0 || errno != EINTR { return answer }
        }
    }
}

/// `read(2)`; its name is taken inside the type.
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
    unsafe read(descriptor, target, count)
}

/// `rename(2)`.
private func systemRename(_ path: String, _ other: String) -> Int32 { unsafe rename(path, other) }

/// `write(2)`.
private func systemWrite(_ descriptor: Int32, _ source: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, source, count)
}

/// What the process is told by its host.
enum Host {
    /// A variable of the environment.
    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(validatingCString: value)
    }

    /// The time of day.
    @Sendable static func now() -> Instant {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
