/// Why a key, an envelope or a key file could not be used.
///
/// Carries no content, name, path or key byte.
public struct CryptoError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, Codable, Sendable {
        /// Sealed bytes did not open or a signature did not verify; nothing more is told.
        case cannotOpen
        /// The bytes are not of this format: version, suite, class, rule or length; no key was touched.
        case malformed
        /// The operating system refuses memory that is never swapped out.
        case memoryNotLocked
        /// The installed libsodium is older than 1.0.18, or does not start.
        case libraryTooOld
        /// The passphrase, or the root key from the environment, is not the file's.
        case wrongPassphrase
        /// A passphrase must have at least one byte.
        case passphraseEmpty
        /// There is no key of that name, or the keyring is locked.
        case keyUnavailable
        /// The key service does not answer.
        case keyServiceUnavailable
        /// The deadline passed; nothing was done.
        case timedOut
        /// The caller's task was cancelled before there was an answer.
        case cancelled
        /// The anchor does not answer.
        case anchorUnavailable
        /// The file is damaged, is of another kind, or cannot be read or written.
        case fileInvalid
        /// There is no file at that path.
        case fileMissing
        /// A newer version of this library wrote the file.
        case newerFormat
        /// The key was destroyed for good.
        case destroyed
    }

    /// What went wrong.
    public let code: Code

    /// Makes an error.
    public init(_ code: Code) { self.code = code }

    /// The code's name.
    public var description: String { "CryptoError(\(code))" }
}
