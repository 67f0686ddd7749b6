/// Why a key, an envelope or a key file could not be used.
///
/// Carries no content, name, path or key byte.
public struct CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case cannotOpen, malformed, memoryNotLocked, libraryTooOld, wrongPassphrase, passphraseEmpty
            case keyUnavailable, keyServiceUnavailable, timedOut, cancelled, anchorUnavailable
            case fileInvalid, fileMissing, newerFormat, destroyed
        }
        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// Sealed bytes did not open or a signature did not verify; nothing more is told.
        public static let cannotOpen = Code(.cannotOpen)
        /// The bytes are not of this format: version, suite, class, rule or length; no key was touched.
        public static let malformed = Code(.malformed)
        /// The operating system refuses memory that is never swapped out.
        public static let memoryNotLocked = Code(.memoryNotLocked)
        /// The installed libsodium is older than 1.0.18, or does not start.
        public static let libraryTooOld = Code(.libraryTooOld)
        /// The passphrase, or the root key from the environment, is not the file's.
        public static let wrongPassphrase = Code(.wrongPassphrase)
        /// A passphrase must have at least one byte.
        public static let passphraseEmpty = Code(.passphraseEmpty)
        /// There is no key of that name, or the keyring is locked.
        public static let keyUnavailable = Code(.keyUnavailable)
        /// The key service does not answer.
        public static let keyServiceUnavailable = Code(.keyServiceUnavailable)
        /// The deadline passed; nothing was done.
        public static let timedOut = Code(.timedOut)
        /// The caller's task was cancelled before there was an answer.
        public static let cancelled = Code(.cancelled)
        /// The anchor does not answer.
        public static let anchorUnavailable = Code(.anchorUnavailable)
        /// The file is damaged, is of another kind, or cannot be read or written.
        public static let fileInvalid = Code(.fileInvalid)
        /// There is no file at that path.
        public static let fileMissing = Code(.fileMissing)
        /// A newer version of this library wrote the file.
        public static let newerFormat = Code(.newerFormat)
        /// The key was destroyed for good.
        public static let destroyed = Code(.destroyed)

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code

    /// Makes an error.
    public init(_ code: Code) { self.code = code }

    /// The code's name.
    public var description: String { "CryptoError(\(code))" }
}
