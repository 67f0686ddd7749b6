#if SQLite
internal import Synchronization

/// Looks now and then whether a path still names the file that was opened.
final class FileWatch: Sendable {
    /// How long what was seen is taken for what is.
    private static let interval: Duration = .milliseconds(50)

    private let path: String
    private let file: FileIdentity
    private let seen = Mutex(ContinuousClock().now)

    /// Begins with the file that stands at a path; `nil` if there is none.
    init?(_ path: String) {
        guard let file = FileIdentity(of: path) else { return nil }
        self.path = path
        self.file = file
    }

    /// Whether the file is in place, or was a moment ago.
    var wasInPlace: Bool { ContinuousClock().now < seen.withLock { $0 } + Self.interval || isInPlace }

    /// Whether the file is in place.
    var isInPlace: Bool {
        guard file == FileIdentity(of: path) else { return false }
        let now = ContinuousClock().now
        seen.withLock { $0 = now }
        return true
    }
}
#endif
