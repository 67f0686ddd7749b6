/// The state of a log as a C2SP checkpoint: a signed note that anybody can check with the public key.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name: printable, without a space, plus sign or line feed.
    public let origin: String
    /// How many leaves the log has.
    public let size: UInt64
    /// Its root.
    public let root: Digest
    /// Further lines that are signed with it.
    package let extensions: [String]

    /// Makes a checkpoint.
    ///
    /// - Parameters:
    ///   - origin: The log's name.
    ///   - size: How many leaves the log has.
    ///   - root: Its root.
    ///   - extensions: Further lines that are signed with it.
    /// - Throws: ``CryptoError`` `.malformed` if the name is empty or holds a space, plus sign or control character, or a
    ///   further line is empty or holds a control character.
    package init(
        origin: String,
        size: UInt64,
        root: Digest,
        extensions: [String] = []
    ) throws(CryptoError) {
        guard Self.isName(origin), extensions.allSatisfy(Self.isLine) else { throw CryptoError(.malformed) }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The lines that are signed.
    package var text: String {
        ([origin, "\(size)", Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    /// Signs the checkpoint; the key's name is the origin.
    package func signed(by keys: SigningKeyPair) -> String {
        let signature = Self.keyHash(origin, keys.publicKey) + keys.sign(Array(text.utf8))
        return "\(text)\n\u{2014} \(origin) \(Base64.encode(signature))\n"
    }

    /// Reads a signed checkpoint and checks the key's signature; other keys' signatures are passed over.
    ///
    /// - Parameters:
    ///   - note: The signed note.
    ///   - key: The log's public key.
    /// - Throws: ``CryptoError`` `.malformed` if this is no checkpoint, `.cannotOpen` if it is not signed by the key.
    public init(verifying note: String, by key: SigningPublicKey) throws(CryptoError) {
        let parts = note.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix("\n") else { throw CryptoError(.malformed) }
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, let size = UInt64(lines[1]), String(size) == lines[1],
            let root = Base64.decode(lines[2]).flatMap({ Digest($0) })
        else { throw CryptoError(.malformed) }
        try self.init(
            origin: String(lines[0]),
            size: size,
            root: root,
            extensions: lines.dropFirst(3).map(String.init)
        )
        let prefix = "\u{2014} \(origin) "
        let hash = Self.keyHash(origin, key)
        for line in parts[1].dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("\u{2014} ") else { throw CryptoError(.malformed) }
            guard line.hasPrefix(prefix), let signature = Base64.decode(line.dropFirst(prefix.count)),
                signature.starts(with: hash)
            else { continue }
            if key.isValid(Array(signature.dropFirst(4)), of: Array(text.utf8)) { return }
        }
        throw CryptoError(.cannotOpen)
    }

    /// The first four bytes of SHA-256 over name, line feed, 1 and the public key.
    private static func keyHash(_ name: String, _ key: SigningPublicKey) -> [UInt8] {
        let message = Array(name.utf8) + [10, 1] + key.bytes
        return Array(message.lend { Sodium.sha256($0) }.bytes.prefix(4))
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar != "+" && scalar.value >= 32 && scalar.value != 127
            }
    }
}
