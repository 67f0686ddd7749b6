internal import ClinicalNotesModel

/// The layout that keyrings and key files share: a public head, a sealed body, a checksum.
///
/// magic 16 | version u16 | lock u8 | zero u8 | operations u32 | KiB u32 | salt 16 | count u32 and envelope |
/// checksum 32. The checksum tells damage from a wrong passphrase; it protects nothing.
struct ProtectedFile {
    /// What opens the body; the raw value is part of the format.
    enum Lock: Hashable {
        /// Argon2id of a passphrase.
        case passphrase(PassphraseCost, salt: Bytes16)
        /// A root key that the host keeps.
        case rootKey

        var number: UInt8 {
            switch self {
            case .passphrase: 1
            case .rootKey: 2
            }
        }
    }

    /// Sixteen ASCII characters that say what file it is.
    let magic: Personal
    let kind: SealedKind

    static let keyring = ProtectedFile(magic: "CLINICAL-KEYRING", kind: .keyring)
    static let keyFile = ProtectedFile(magic: "CLINICAL-KEYFILE", kind: .keyFile)

    private static let version: UInt16 = 1
    private static let place = Address(tenant: TenantID(.zero), owner: OwnerID(.zero))

    /// Stretches a passphrase.
    static func key(
        _ passphrase: SensitiveBytes,
        cost: PassphraseCost,
        salt: Bytes16
    ) throws(CryptoError) -> SecretKey {
        guard passphrase.count > 0 else { throw CryptoError(.passphraseEmpty) }
        let slot = try KeySlab.Slot()
        let stretched = passphrase.withBytes { passphrase in
            Sodium.stretch(
                passphrase,
                salt: salt,
                operations: cost.operations,
                kibibytes: cost.kibibytes,
                into: slot
            )
        }
        guard stretched else { throw CryptoError(.memoryNotLocked) }
        return SecretKey(slot: slot)
    }

    /// Writes a whole file.
    func seal(
        _ body: SensitiveBytes,
        _ lock: Lock,
        under key: borrowing SecretKey,
        entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.raw(magic.description.utf8)
        writer.integer(Self.version)
        writer.integer(lock.number)
        writer.integer(0 as UInt8)
        var (operations, kibibytes, salt): (UInt32, UInt32, Bytes16) = (0, 0, .zero)
        if case .passphrase(let cost, let own) = lock {
            (operations, kibibytes, salt) = (cost.operations, cost.kibibytes, own)
        }
        writer.integer(operations)
        writer.integer(kibibytes)
        writer.bytes16(salt)
        writer.counted(
            try Envelope.seal(body, as: kind, at: Self.place, padding: .bucket, under: key, entropy: entropy)
        )
        return writer.bytes + Self.checksum(writer.bytes).bytes
    }

    /// Reads a file's public part.
    ///
    /// - Throws: `.fileInvalid`, `.newerFormat`.
    func parse(_ bytes: [UInt8]) throws(CryptoError) -> (lock: Lock, body: ArraySlice<UInt8>) {
        guard bytes.count > 64, bytes.starts(with: magic.description.utf8) else {
            throw CryptoError(.fileInvalid)
        }
        let version = UInt16(bytes[16]) | UInt16(bytes[17]) << 8
        guard version <= Self.version else { throw CryptoError(.newerFormat) }
        let end = bytes.count - Digest.size
        guard version == Self.version, Digest(bytes[end...]) == Self.checksum(bytes[..<end]) else {
            throw CryptoError(.fileInvalid)
        }
        return try decoding(bytes[18..<end], or: .fileInvalid) { (reader) throws(MalformedBytes) in
            let number: UInt8 = try reader.integer()
            guard try reader.integer(UInt8.self) == 0 else { throw MalformedBytes() }
            let operations: UInt32 = try reader.integer()
            let kibibytes: UInt32 = try reader.integer()
            let salt = try reader.bytes16()
            let body = try reader.counted()
            switch number {
            case 1:
                do throws(CryptoError) {
                    let cost = try PassphraseCost(operations: operations, kibibytes: kibibytes)
                    return (.passphrase(cost, salt: salt), body)
                } catch {
                    throw MalformedBytes()
                }
            case 2 where operations == 0 && kibibytes == 0 && salt == .zero: return (.rootKey, body)
            default: throw MalformedBytes()
            }
        }
    }

    /// Opens a file's body.
    ///
    /// - Throws: `.wrongPassphrase` for another key, `.fileInvalid` for anything else.
    func open(_ body: ArraySlice<UInt8>, under key: borrowing SecretKey) throws(CryptoError) -> SensitiveBytes
    {
        let answer: (Sodium.Opening, SensitiveBytes)
        do throws(CryptoError) {
            answer = try Envelope.openTelling(body, as: kind, at: Self.place, under: key)
        } catch {
            throw CryptoError(.fileInvalid)
        }
        switch answer.0 {
        case .opened: return answer.1
        case .otherKeyOrPlace: throw CryptoError(.wrongPassphrase)
        case .damaged: throw CryptoError(.fileInvalid)
        }
    }

    private static func checksum(_ bytes: some Collection<UInt8>) -> Digest {
        Digest.of(bytes, personal: "cnotes.checksum1")
    }
}
