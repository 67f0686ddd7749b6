package import ClinicalNotesStorage

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The disk of this machine; the only file with unsafe code for the operating system.
package struct SystemDisk: Disk {
    /// The disk.
    package init() {}

    package func file(at path: String, creating: Bool) throws(StorageError) -> any DiskFile {
        let flags = O_RDWR | O_CLOEXEC | (creating ? O_CREAT | O_TRUNC : 0)
        let descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { throw Self.error(opening: true) }
        return SystemFile(descriptor: descriptor)
    }

    package func isThere(_ path: String) throws(StorageError) -> Bool {
        var status = stat()
        if unsafe lstat(path, &status) == 0 { return true }
        // Whoever takes a file that cannot be seen for one that is not there writes a new one over it.
        guard errno == ENOENT else { throw Self.error(opening: true) }
        return false
    }

    package func move(_ path: String, to target: String) throws(StorageError) {
        guard unsafe rename(path, target) == 0 else { throw Self.error() }
    }

    package func remove(_ path: String) throws(StorageError) {
        guard unsafe unlink(path) == 0 else { throw Self.error() }
    }

    package func flushFolder(of path: String) throws(StorageError) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(opening: true) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.error() }
    }

    package func lock(_ path: String) throws(StorageError) -> (any DiskLock)? {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.error(opening: true) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let error = Self.error()
            close(descriptor)
            guard isTaken else { throw error }
            return nil
        }
        return SystemLock(descriptor: descriptor)
    }

    /// What the last call's error means; its number goes along, and no path.
    fileprivate static func error(opening: Bool = false) -> StorageError {
        let number = errno
        let code: StorageError.Code =
            switch number {
            case ENOSPC, EDQUOT, EFBIG: .full
            case EMFILE, ENFILE, ENOMEM: .unavailable
            case _ where opening && number != EIO: .invalidLocation
            default: .unreadable
            }
        return StorageError(code, detail: StorageErrorDetail(systemError: number))
    }
}

private final class SystemFile: DiskFile {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func count() throws(StorageError) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw SystemDisk.error() }
        return Int(status.st_size)
    }

    func bytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        var failure: StorageError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                let target = unsafe buffer.baseAddress?.advanced(by: done)
                let more = unsafe pread(descriptor, target, count - done, off_t(offset + done))
                if more < 0, errno == EINTR { continue }
                if more < 0 { failure = SystemDisk.error() }
                guard more > 0 else { break }
                done += more
            }
        }
        if let failure { throw failure }
        return bytes
    }

    func put(_ bytes: [UInt8], at offset: Int) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let more = unsafe bytes.withUnsafeBytes { source in
                unsafe pwrite(
                    descriptor,
                    source.baseAddress?.advanced(by: done),
                    bytes.count - done,
                    off_t(offset + done)
                )
            }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { throw SystemDisk.error() }
            done += more
        }
    }

    func cut(to count: Int) throws(StorageError) {
        // A flush of data alone need not keep a length that became less.
        guard ftruncate(descriptor, off_t(count)) == 0, fsync(descriptor) == 0 else {
            throw SystemDisk.error()
        }
    }

    func flush() throws(StorageError) {
        #if canImport(Darwin)
        let flushed = fcntl(descriptor, F_FULLFSYNC)
        #else
        let flushed = fdatasync(descriptor)
        #endif
        guard flushed == 0 else { throw SystemDisk.error() }
    }

    func isStill(at path: String) -> Bool {
        var (own, there) = (stat(), stat())
        guard unsafe fstat(descriptor, &own) == 0, unsafe lstat(path, &there) == 0 else { return false }
        return own.st_dev == there.st_dev && own.st_ino == there.st_ino
    }
}

private struct SystemLock: DiskLock {
    let descriptor: Int32

    func release() {
        // Closing alone leaves the lock with a process that is being started meanwhile, until it has its own program.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
