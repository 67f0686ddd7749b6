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
        /// Something else stands there, which is not replaced.
        case occupied
        /// It was carried out, but its folder could not be flushed: loss of power may undo it.
        case unflushed
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

    /// Looks that nothing stands there, or a file that begins with these bytes; follows no link, and opens no pipe or device.
    ///
    /// - Throws: `occupied` if anything else does, also what cannot be read; `unusable` if it cannot be told.
    package func requireAbsent(orBeginningWith bytes: [UInt8]) throws(Failure) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw .unusable }
            return
        }
        guard status.st_mode & S_IFMT == S_IFREG, (try? read(bytes.count, at: 0)) == bytes else {
            throw .occupied
        }
    }

    /// Gives the file another name, in place of whatever has it, and flushes the folder.
    ///
    /// - Throws: `unusable`, and nothing was changed; `unflushed`, and the file has its new name, which loss of power may take back.
    package func rename(
        to other: DurableFile,
        flushing flush: (Int32) -> Bool = DurableFile.flush
    ) throws(Failure) {
        let folder = try other.openFolder()
        defer { close(folder) }
        guard systemRename(path, other.path) == 0 else { throw .unusable }
        guard flush(folder) else { throw .unflushed }
    }

    /// Removes the file if it is there.
    package func remove() { _ = unsafe unlink(path) }

    /// Cuts a file that grows to a length and adds bytes, which are flushed when it returns; makes the file if needed.
    ///
    /// A file that was begun and whose folder could not be flushed (`unflushed`) is removed again.
    package func write(
        _ bytes: [UInt8],
        at length: Int,
        flushing flush: (Int32) -> Bool = DurableFile.flush
    ) throws(Failure) {
        let folder = length == 0 ? try openFolder() : nil
        defer { if let folder { close(folder) } }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure }
        var isWritten = false
        if ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(length) {
            isWritten = Self.add(bytes, to: descriptor)
        }
        let failure = Self.failure
        guard close(descriptor) == 0, isWritten else { throw failure }
        guard let folder, !flush(folder) else { return }
        remove()
        throw .unflushed
    }

    /// Replaces the whole file; after a crash it holds the old bytes or the new ones.
    ///
    /// - Throws: `unusable` or `unflushed`. The old bytes stand there then: where the new ones had come in their place and the folder
    ///   could not be flushed, they are taken back, as far as ``read()`` reads the old ones, so that whoever asks again does not take
    ///   for done what loss of power undoes.
    func replace(
        _ bytes: [UInt8],
        flushing flush: (Int32) -> Bool = DurableFile.flush
    ) throws(Failure) {
        let folder = try openFolder()
        defer { close(folder) }
        let before = Result { () throws(Failure) in try read() }
        guard put(bytes) else { throw .unusable }
        guard !flush(folder) else { return }
        switch before {
        case .success(let old): _ = put(old)
        case .failure(.missing): remove()
        case .failure: break
        }
        throw .unflushed
    }

    /// Writes bytes beside and gives them the file's name; nothing is left beside.
    private func put(_ bytes: [UInt8]) -> Bool {
        let beside = DurableFile(path: "\(path).new")
        let descriptor = unsafe open(beside.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        let isWritten = Self.add(bytes, to: descriptor)
        guard close(descriptor) == 0, isWritten, systemRename(beside.path, path) == 0 else {
            beside.remove()
            return false
        }
        return true
    }

    /// Writes all the bytes at the end and flushes them.
    private static func add(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes { rest in
                retried { unsafe systemWrite(descriptor, rest.baseAddress, rest.count) }
            }
            guard count > 0 else { return false }
            written += count
        }
        return flush(descriptor)
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

    /// The folder, opened before anything in it is changed: what could not be flushed is not begun.
    private func openFolder() throws(Failure) -> Int32 {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable }
        return descriptor
    }

    /// Brings what was changed to the disk.
    package static func flush(_ descriptor: Int32) -> Bool { retried { Int(fsync(descriptor)) } == 0 }

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
