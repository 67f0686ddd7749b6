public import ClinicalNotesModel
internal import Synchronization

/// A principal's two key pairs, unlocked: X25519 for keys sealed to the principal, Ed25519 for signatures.
///
/// ``lock()`` takes the secrets back from every holder of the keyring at once.
///
/// ```swift
/// let keyring = try Keyring.generate()
/// let saved = try keyring.export(passphrase: SensitiveBytes("a passphrase of her own".utf8))
/// try Data(saved).write(to: folder.appending(path: "rivera.keyring"))
/// ```
public final class Keyring: Sendable, CustomStringConvertible, CustomReflectable {
    /// Whose keys these are.
    public let principal: PrincipalID
    /// The public keys.
    public let publicKeys: PublicKeys

    private struct Secrets: Sendable {
        let box: BoxKeyPair
        let signingSeed: HeldKey
        let signing: SigningKeyPair
    }
    private let secrets: Mutex<Secrets?>

    init(principal: PrincipalID, box: BoxKeyPair, signingSeed: HeldKey) {
        self.principal = principal
        let signing = SigningKeyPair(seed: signingSeed)
        publicKeys = PublicKeys(box: box.publicKey, signing: signing.publicKey)
        secrets = Mutex(Secrets(box: box, signingSeed: signingSeed, signing: signing))
    }

    /// What others may know of the keyring; nothing of it is secret.
    public var publicKeyring: PublicKeyring { PublicKeyring(principal: principal, keys: publicKeys) }

    /// Makes random keys for somebody new, under an identifier of their own.
    ///
    /// Save it, ``export(passphrase:cost:entropy:)``, before its ``publicKeyring`` is enrolled: keys that are certified and
    /// that nobody holds open nothing for anybody.
    ///
    /// - Parameter entropy: Where the random bytes come from.
    /// - Returns: The keyring, unlocked.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`, `.libraryTooOld`.
    public static func generate(entropy: Entropy = .system) throws(CryptoError) -> Keyring {
        try generate(for: PrincipalID(entropy.bytes16()), entropy: entropy)
    }

    /// Makes random keys for a principal who is on record, such as a patient.
    ///
    /// - Parameters:
    ///   - principal: Whose keys they are.
    ///   - entropy: Where the random bytes come from.
    /// - Returns: The keyring, unlocked.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`, `.libraryTooOld`.
    public static func generate(
        for principal: PrincipalID,
        entropy: Entropy = .system
    ) throws(CryptoError) -> Keyring {
        Keyring(
            principal: principal,
            box: try .random(entropy),
            signingSeed: HeldKey(try .random(entropy))
        )
    }

    /// Opens an exported keyring.
    ///
    /// - Parameters:
    ///   - bytes: What ``export(passphrase:cost:entropy:)`` gave.
    ///   - passphrase: Its passphrase.
    /// - Throws: ``CryptoError`` `.wrongPassphrase`, `.passphraseEmpty`, `.fileInvalid`, `.newerFormat`,
    ///   `.memoryNotLocked`.
    public convenience init(
        importing bytes: some Collection<UInt8>,
        passphrase: SensitiveBytes
    ) throws(CryptoError) {
        let (lock, body) = try ProtectedFile.keyring.parse(Array(bytes))
        guard case .passphrase(let cost, let salt) = lock else { throw CryptoError(.fileInvalid) }
        let key = try ProtectedFile.key(passphrase, cost: cost, salt: salt)
        let content = try ProtectedFile.keyring.open(body, under: key)
        guard content.count == Self.contentSize else { throw CryptoError(.fileInvalid) }
        let parts = try content.withBytes { (span) throws(CryptoError) in
            try Self.split(span)
        }
        self.init(principal: parts.0, box: parts.1, signingSeed: parts.2)
    }

    /// Principal 16, box secret 32, box public key 32, signing seed 32.
    private static let contentSize = 112

    private static func split(_ span: RawSpan) throws(CryptoError) -> (PrincipalID, BoxKeyPair, HeldKey) {
        guard let principal = Bytes16(span.extracting(0..<16).copiedBytes),
            let publicKey = BoxPublicKey(span.extracting(48..<80).copiedBytes)
        else { throw CryptoError(.fileInvalid) }
        let secret = HeldKey(try SecretKey(copying: span.extracting(16..<48)))
        let seed = HeldKey(try SecretKey(copying: span.extracting(80..<112)))
        return (PrincipalID(principal), BoxKeyPair(secret: secret, publicKey: publicKey), seed)
    }

    /// Seals the keyring under a passphrase.
    ///
    /// - Parameters:
    ///   - passphrase: At least one byte.
    ///   - cost: What guessing it costs.
    ///   - entropy: Where salt and nonce come from.
    /// - Returns: A versioned file.
    /// - Throws: ``CryptoError`` `.keyUnavailable` when locked, `.passphraseEmpty`, `.memoryNotLocked`.
    public func export(
        passphrase: SensitiveBytes,
        cost: PassphraseCost = .moderate,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        let secrets = try unlocked()
        let content = SensitiveBytes(capacity: Self.contentSize) { (out: inout OutputRawSpan) in
            principal.bytes.bytes.lend { out.append(copying: $0) }
            secrets.box.secret.key.withBytes { out.append(copying: $0) }
            publicKeys.box.bytes.lend { out.append(copying: $0) }
            secrets.signingSeed.key.withBytes { out.append(copying: $0) }
        }
        let salt = entropy.bytes16()
        let key = try ProtectedFile.key(passphrase, cost: cost, salt: salt)
        return try ProtectedFile.keyring.seal(
            content,
            .passphrase(cost, salt: salt),
            under: key,
            entropy: entropy
        )
    }

    /// Wipes the secrets; every later use is refused with `.keyUnavailable`.
    public func lock() { secrets.withLock { $0 = nil } }

    /// Whether ``lock()`` was called.
    public var isLocked: Bool { secrets.withLock { $0 == nil } }

    /// Signs a message.
    ///
    /// - Parameter message: What is signed; it begins with words that say what is signed.
    /// - Returns: 64 bytes.
    /// - Throws: ``CryptoError`` `.keyUnavailable` when locked.
    package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        try unlocked().signing.sign(message)
    }

    /// Signs manifests with this keyring for as long as it is unlocked.
    package func signer(_ kind: ManifestSigner.Kind = .author) -> ManifestSigner {
        ManifestSigner(kind, keyID: publicKeys.signing.id) { (message) throws(CryptoError) in
            try self.sign(message)
        }
    }

    /// A keyed hash that only the holder of this keyring can make: a stored digest of it confirms no guess.
    package func blind(_ content: ByteWriter) throws(CryptoError) -> Bytes16 {
        Pseudonym.make("private", content, secret: try unlocked().signingSeed.key, generation: 1)
    }

    /// The box key pair.
    func box() throws(CryptoError) -> BoxKeyPair { try unlocked().box }

    private func unlocked() throws(CryptoError) -> Secrets {
        guard let secrets = secrets.withLock({ $0 }) else { throw CryptoError(.keyUnavailable) }
        return secrets
    }

    /// Whose keyring it is.
    public var description: String { "Keyring(\(principal))" }

    /// Shows nothing but whose it is.
    public var customMirror: Mirror { Mirror(self, children: ["principal": principal]) }
}
