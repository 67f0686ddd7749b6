#if SQLite
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Which file a path names: another one once the file was deleted, moved or replaced.
///
/// As long as the file is open its number is given to no other. The only unsafe code for the C library in this module.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt64
    private let number: UInt64

    /// The file that stands at a path, or `nil` if there is none.
    init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// How many bytes the file at a path has; 0 if there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return 0 }
        return Int(status.st_size)
    }
}

/// A file that is there to be locked: the system takes the lock back from a process that ends, however it ends.
struct LockFile: Sendable {
    private let path: String
    private let descriptor: Int32
    private let identity: FileIdentity

    /// Opens the file, or makes it; `nil` if that cannot be done.
    init?(_ path: String) {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard let identity = FileIdentity(of: path) else {
            _ = systemClose(descriptor)
            return nil
        }
        self.path = path
        self.descriptor = descriptor
        self.identity = identity
    }

    /// What became of trying to take a lock.
    enum Attempt {
        case taken, held, impossible
    }

    /// Takes the lock, unless somebody else holds it, or the file system knows no locks.
    func tryLock() -> Attempt {
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return .taken }
        return errno == EWOULDBLOCK || errno == EINTR ? .held : .impossible
    }

    /// Gives the lock back.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// Whether the path still names the file that was opened: a lock on another one keeps nobody out.
    var isInPlace: Bool { FileIdentity(of: path) == identity }

    /// Removes the file; only for who holds its lock.
    func remove() { _ = unsafe unlink(path) }

    /// Closes the file, which gives the lock back.
    func close() { _ = systemClose(descriptor) }
}

/// `close(2)`; its name is taken inside the type.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
#endif
