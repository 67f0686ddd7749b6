internal import CLibsodium
internal import ClinicalNotesModel

/// Thin wrappers of libsodium: the only file of this module with unsafe code for it.
///
/// Every pointer lives inside one call. Lengths are checked by the callers' types (``Words32``, ``Address``,
/// a key's slot) or here.
enum Sodium {
    static let nonceSize = 24
    static let commitmentSize = 32
    static let tagSize = 16
    private static let sealedBoxOverhead = 48
    /// Nonce, commitment and tag.
    static let sealOverhead = nonceSize + commitmentSize + tagSize

    private enum State { case ready, unusable }

    private static let state: State =
        sodium_init() >= 0 && sodium_library_version_major() >= 10 ? .ready : .unusable

    static func require() throws(CryptoError) {
        guard state == .ready else { throw CryptoError(.libraryTooOld) }
    }

    // MARK: Random bytes

    static func random(_ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            if let base = buffer.baseAddress { unsafe randombytes_buf(base, count) }
            used = count
        }
    }

    /// Fills `bytes` from `offset` to the end with bytes that a seed determines and that look random to others.
    static func fill(_ bytes: inout [UInt8], from offset: Int, seed: Words32) {
        precondition((0...bytes.count).contains(offset))
        unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe lend(seed) { seed in
                if let base = buffer.baseAddress {
                    unsafe randombytes_buf_deterministic(base + offset, buffer.count - offset, seed)
                }
            }
        }
    }

    /// Copies `source` over what stands at `offset`.
    static func copy(_ source: RawSpan, into bytes: inout [UInt8], at offset: Int) {
        precondition(offset >= 0 && bytes.count - offset >= source.byteCount)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe source.withUnsafeBytes { source in
                if let base = buffer.baseAddress, let from = source.baseAddress {
                    unsafe (base + offset).copyMemory(from: from, byteCount: source.count)
                }
            }
        }
    }

    // MARK: Hashes

    /// BLAKE2b of `size` bytes, at the most 32; the rest of the result is zero.
    static func blake2b(_ message: RawSpan, key: RawSpan? = nil, personal: Personal, size: Int = 32)
        -> Words32
    {
        unsafe words { out in
            unsafe withPointers(message, personal) { message, count, personal in
                if let key {
                    unsafe key.withUnsafeBytes { key in
                        _ = unsafe crypto_generichash_blake2b_salt_personal(
                            out,
                            size,
                            message,
                            count,
                            key.baseAddress,
                            key.count,
                            nil,
                            personal
                        )
                    }
                } else {
                    _ = unsafe crypto_generichash_blake2b_salt_personal(
                        out,
                        size,
                        message,
                        count,
                        nil,
                        0,
                        nil,
                        personal
                    )
                }
            }
        }
    }

    /// BLAKE2b keyed with a `crypto_kdf` subkey, which never leaves this call, of pieces as they lie.
    static func blake2b(
        pieces: ((RawSpan) -> Void) -> Void,
        subkeyOf key: RawSpan,
        id: UInt64,
        context: StaticString,
        personal: Personal,
        size: Int = 32
    ) -> Words32 {
        precondition(context.utf8CodeUnitCount == 8)
        let stateSize = crypto_generichash_blake2b_statebytes()
        let personal = (personal.words.0.littleEndian, personal.words.1.littleEndian)
        return unsafe words { out in
            // The state holds the last block of what was hashed.
            unsafe withUnsafeTemporaryAllocation(byteCount: stateSize + 32, alignment: 64) { memory in
                guard let base = memory.baseAddress else { return }
                let subkey = unsafe base + stateSize
                unsafe key.withUnsafeBytes { key in
                    context.withUTF8Buffer { context in
                        guard let context = context.baseAddress, let from = key.baseAddress else { return }
                        unsafe context.withMemoryRebound(to: CChar.self, capacity: 8) { context in
                            _ = unsafe crypto_kdf_derive_from_key(subkey, 32, id, context, from)
                        }
                    }
                }
                let state = OpaquePointer(base)
                unsafe withUnsafeBytes(of: personal) { personal in
                    _ = unsafe crypto_generichash_blake2b_init_salt_personal(
                        state,
                        subkey,
                        32,
                        size,
                        nil,
                        personal.baseAddress
                    )
                }
                pieces { piece in
                    unsafe piece.withUnsafeBytes { piece in
                        _ = unsafe crypto_generichash_blake2b_update(
                            state,
                            piece.baseAddress,
                            UInt64(piece.count)
                        )
                    }
                }
                _ = unsafe crypto_generichash_blake2b_final(state, out, size)
                unsafe sodium_memzero(base, stateSize + 32)
            }
        }
    }

    /// BLAKE2b-256 keyed with a whole key, straight into `slot`.
    static func deriveKey(
        _ message: RawSpan,
        key: RawSpan,
        personal: Personal,
        into slot: borrowing KeySlab.Slot
    ) {
        unsafe slot.write { out in
            unsafe key.withUnsafeBytes { key in
                unsafe withPointers(message, personal) { message, count, personal in
                    _ = unsafe crypto_generichash_blake2b_salt_personal(
                        out.baseAddress.unsafelyUnwrapped,
                        32,
                        message,
                        count,
                        key.baseAddress,
                        key.count,
                        nil,
                        personal
                    )
                }
            }
        }
    }

    static func sha256(_ message: RawSpan) -> Words32 {
        unsafe words { out in
            unsafe message.withUnsafeBytes { message in
                _ = unsafe crypto_hash_sha256(out, message.baseAddress, UInt64(message.count))
            }
        }
    }

    // MARK: Sealing

    /// Where a blob belongs; everything that enters the derivation but the nonce and the key.
    struct Context {
        /// The eight header bytes as a little-endian word, stored or implied.
        let header: UInt64
        let personal: Personal
        let place: Address
    }

    enum Opening { case opened, otherKeyOrPlace, damaged }

    /// Seals in place: at `offset` of `bytes` stand a nonce and room for commitment, text and tag.
    ///
    /// `padded` is the size of the padded text with its length in front, or `nil` for the bare text.
    static func seal(
        _ text: RawSpan,
        padded: Int?,
        in bytes: inout [UInt8],
        at offset: Int,
        context: Context,
        key: RawSpan
    ) {
        let count = padded ?? text.byteCount
        precondition(offset >= 0 && bytes.count - offset >= sealOverhead + count)
        unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            let nonce = unsafe base + offset
            let body = unsafe nonce + nonceSize + commitmentSize
            unsafe text.withUnsafeBytes { text in
                var start = unsafe body
                if padded != nil {
                    unsafe body.storeBytes(of: UInt32(text.count).littleEndian, as: UInt32.self)
                    unsafe start += 4
                    let rest = count - 4 - text.count
                    unsafe (start + text.count).initializeMemory(as: UInt8.self, repeating: 0, count: rest)
                }
                if let from = text.baseAddress { unsafe start.copyMemory(from: from, byteCount: text.count) }
            }
            unsafe derive(context, nonce: nonce, key: key) { subkey, commitment, data in
                unsafe (nonce + nonceSize).copyMemory(from: commitment, byteCount: commitmentSize)
                let target = unsafe body.assumingMemoryBound(to: UInt8.self)
                _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    target,
                    nil,
                    target,
                    UInt64(count),
                    data,
                    64,
                    nil,
                    nonce.assumingMemoryBound(to: UInt8.self),
                    subkey
                )
            }
        }
    }

    /// Opens nonce, commitment, ciphertext and tag into `out`, which holds the padded text.
    ///
    /// - Returns: The outcome, and how many bytes at the front of `out` are the text.
    private static func open(
        _ sealed: RawSpan,
        padded: Bool,
        into out: UnsafeMutableRawBufferPointer,
        context: Context,
        key: RawSpan
    ) -> (Opening, Int) {
        let count = sealed.byteCount - sealOverhead
        guard count >= 0, out.count >= count else { return (.damaged, 0) }
        let outcome: Opening = unsafe sealed.withUnsafeBytes { sealed in
            guard let nonce = sealed.baseAddress else { return .damaged }
            return unsafe derive(context, nonce: nonce, key: key) { subkey, commitment, data in
                let stored = unsafe nonce + nonceSize
                guard unsafe sodium_memcmp(stored, commitment, commitmentSize) == 0 else {
                    return .otherKeyOrPlace
                }
                let body = unsafe (stored + commitmentSize).assumingMemoryBound(to: UInt8.self)
                let opened = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                    out.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    nil,
                    nil,
                    body,
                    UInt64(count + tagSize),
                    data,
                    64,
                    nonce.assumingMemoryBound(to: UInt8.self),
                    subkey
                )
                return opened == 0 ? .opened : .damaged
            }
        }
        guard outcome == .opened, padded else { return (outcome, outcome == .opened ? count : 0) }
        guard let base = out.baseAddress, count >= 4 else { return (.damaged, 0) }
        let length = Int(UInt32(littleEndian: unsafe base.loadUnaligned(as: UInt32.self)))
        guard length <= count - 4, Padding.bucket.size(of: length) == count,
            unsafe isZero(UnsafeRawBufferPointer(start: base + 4 + length, count: count - 4 - length))
        else {
            unsafe sodium_memzero(base, count)
            return (.damaged, 0)
        }
        unsafe base.copyMemory(from: base + 4, byteCount: length)
        return (.opened, length)
    }

    /// Looks at every byte; libsodium's own test does so through a volatile loop, which is slow on padding.
    private static func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var all: UInt8 = 0
        for offset in 0..<bytes.count { all |= unsafe bytes[offset] }
        return all == 0
    }

    static func open(_ sealed: RawSpan, padded: Bool, context: Context, key: RawSpan) -> (Opening, [UInt8]) {
        var outcome = Opening.damaged
        let capacity = max(sealed.byteCount - sealOverhead, 0)
        let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
            (outcome, used) = unsafe open(
                sealed,
                padded: padded,
                into: UnsafeMutableRawBufferPointer(buffer),
                context: context,
                key: key
            )
        }
        return (outcome, text)
    }

    static func openSensitive(
        _ sealed: RawSpan,
        padded: Bool,
        context: Context,
        key: RawSpan
    ) -> (Opening, SensitiveBytes) {
        var outcome = Opening.damaged
        let capacity = max(sealed.byteCount - sealOverhead, 0)
        let text = SensitiveBytes(capacity: capacity) { (span: inout OutputRawSpan) in
            unsafe span.withUnsafeMutableBytes { buffer, used in
                (outcome, used) = unsafe open(
                    sealed,
                    padded: padded,
                    into: buffer,
                    context: context,
                    key: key
                )
            }
        }
        return (outcome, text)
    }

    /// Opens exactly one key into its slot.
    static func openKey(
        _ sealed: RawSpan,
        context: Context,
        key: RawSpan,
        into slot: borrowing KeySlab.Slot
    ) -> Opening {
        guard sealed.byteCount == sealOverhead + KeySlab.keySize else { return .damaged }
        return unsafe slot.write { target in
            unsafe open(sealed, padded: false, into: target, context: context, key: key).0
        }
    }

    /// Subkey and commitment of a blob: one call of BLAKE2b over header, nonce and place.
    ///
    /// `body` gets the subkey, the commitment, and the 64 bytes header, nonce and commitment.
    private static func derive<Result>(
        _ context: Context,
        nonce: UnsafeRawPointer,
        key: RawSpan,
        _ body: (UnsafePointer<UInt8>, UnsafeRawPointer, UnsafePointer<UInt8>) -> Result
    ) -> Result {
        unsafe withUnsafeTemporaryAllocation(byteCount: 256, alignment: 16) { memory in
            let start = unsafe memory.baseAddress.unsafelyUnwrapped
            let message = unsafe start + 64
            let data = unsafe start + 192
            unsafe message.storeBytes(of: context.header.littleEndian, as: UInt64.self)
            unsafe (message + 8).copyMemory(from: nonce, byteCount: nonceSize)
            var word = unsafe message + 8 + nonceSize
            context.place.forEachWord { value in
                unsafe word.storeBytes(of: value.littleEndian, as: UInt64.self)
                unsafe word += 8
            }
            let output = unsafe start.assumingMemoryBound(to: UInt8.self)
            unsafe key.withUnsafeBytes { key in
                var personal = context.personal.words
                personal = (personal.0.littleEndian, personal.1.littleEndian)
                unsafe withUnsafeBytes(of: personal) { personal in
                    _ = unsafe crypto_generichash_blake2b_salt_personal(
                        output,
                        64,
                        message.assumingMemoryBound(to: UInt8.self),
                        UInt64(8 + nonceSize + Address.size),
                        key.baseAddress,
                        key.count,
                        nil,
                        personal.baseAddress
                    )
                }
            }
            unsafe data.copyMemory(from: message, byteCount: 8 + nonceSize)
            unsafe (data + 8 + nonceSize).copyMemory(from: start + 32, byteCount: commitmentSize)
            let result = unsafe body(output, start + 32, data.assumingMemoryBound(to: UInt8.self))
            unsafe sodium_memzero(start, 64)
            return result
        }
    }

    // MARK: Ed25519

    static func signingPublicKey(seed: RawSpan) -> Words32 {
        unsafe words { out in
            unsafe seed.withUnsafeBytes { seed in
                unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { secret in
                    _ = unsafe crypto_sign_seed_keypair(
                        out,
                        secret.baseAddress.unsafelyUnwrapped,
                        seed.baseAddress.unsafelyUnwrapped
                    )
                    unsafe sodium_memzero(secret.baseAddress, 64)
                }
            }
        }
    }

    /// A detached signature of 64 bytes; libsodium's secret key is the seed followed by the public key.
    static func sign(_ message: RawSpan, seed: RawSpan, publicKey: Words32) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 64) { out, used in
            unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { secret in
                let base = unsafe secret.baseAddress.unsafelyUnwrapped
                unsafe seed.withUnsafeBytes { seed in
                    unsafe base.copyMemory(from: seed.baseAddress.unsafelyUnwrapped, byteCount: 32)
                }
                unsafe lend(publicKey) { key in
                    unsafe (base + 32).copyMemory(from: key, byteCount: 32)
                }
                unsafe message.withUnsafeBytes { message in
                    _ = unsafe crypto_sign_detached(
                        out.baseAddress.unsafelyUnwrapped,
                        nil,
                        message.baseAddress,
                        UInt64(message.count),
                        base
                    )
                }
                unsafe sodium_memzero(base, 64)
            }
            used = 64
        }
    }

    static func verify(_ signature: [UInt8], of message: RawSpan, publicKey: Words32) -> Bool {
        guard signature.count == 64 else { return false }
        return unsafe lend(publicKey) { key in
            unsafe message.withUnsafeBytes { message in
                unsafe crypto_sign_verify_detached(
                    signature,
                    message.baseAddress,
                    UInt64(message.count),
                    key
                ) == 0
            }
        }
    }

    /// Whether bytes are the canonical encoding of a point of the main subgroup other than the neutral one.
    static func isSigningKey(_ publicKey: Words32) -> Bool {
        unsafe lend(publicKey) { key in unsafe crypto_core_ed25519_is_valid_point(key) == 1 }
    }

    // MARK: X25519

    /// Whether a secret shared with the holder of a public key can be anything but zero: whether its order is not low.
    static func isOfHighOrder(_ publicKey: Words32) -> Bool {
        // Any secret scalar is a multiple of the cofactor once it is clamped, so one tells for all.
        let scalar = [UInt8](repeating: 1, count: 32)
        var shared = [UInt8](repeating: 0, count: 32)
        return unsafe lend(publicKey) { key in unsafe crypto_scalarmult(&shared, scalar, key) == 0 }
            && shared.contains { $0 != 0 }
    }

    /// Makes the secret key of a seed in `slot`, and gives the public key.
    static func boxKeyPair(seed: RawSpan, into slot: borrowing KeySlab.Slot) -> Words32 {
        unsafe words { out in
            unsafe slot.write { secret in
                unsafe seed.withUnsafeBytes { seed in
                    _ = unsafe crypto_box_seed_keypair(
                        out,
                        secret.baseAddress.unsafelyUnwrapped,
                        seed.baseAddress.unsafelyUnwrapped
                    )
                }
            }
        }
    }

    /// `nil` if the public key is one that libsodium refuses.
    static func sealBox(_ text: RawSpan, to publicKey: Words32) -> [UInt8]? {
        var done = false
        let size = text.byteCount + sealedBoxOverhead
        let box = unsafe [UInt8](unsafeUninitializedCapacity: size) { out, used in
            unsafe lend(publicKey) { key in
                unsafe text.withUnsafeBytes { text in
                    done =
                        unsafe crypto_box_seal(
                            out.baseAddress.unsafelyUnwrapped,
                            text.baseAddress,
                            UInt64(text.count),
                            key
                        ) == 0
                }
            }
            used = done ? size : 0
        }
        return done ? box : nil
    }

    /// Opens a sealed box of one key and a public trailer of 32 bytes; the key goes straight into `slot`.
    static func openBox(
        _ box: RawSpan,
        publicKey: Words32,
        secretKey: RawSpan,
        into slot: borrowing KeySlab.Slot
    ) -> Words32? {
        guard box.byteCount == 64 + sealedBoxOverhead else { return nil }
        var opened = false
        let trailer = unsafe withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { out in
            let base = unsafe out.baseAddress.unsafelyUnwrapped
            unsafe box.withUnsafeBytes { box in
                unsafe secretKey.withUnsafeBytes { secret in
                    unsafe lend(publicKey) { key in
                        opened =
                            unsafe crypto_box_seal_open(
                                base,
                                box.baseAddress.unsafelyUnwrapped,
                                UInt64(box.count),
                                key,
                                secret.baseAddress.unsafelyUnwrapped
                            ) == 0
                    }
                }
            }
            let trailer = unsafe words { words in
                if opened {
                    unsafe words.update(from: (base + 32).assumingMemoryBound(to: UInt8.self), count: 32)
                }
            }
            if opened {
                unsafe slot.write {
                    unsafe $0.copyMemory(from: UnsafeRawBufferPointer(start: base, count: 32))
                }
            }
            unsafe sodium_memzero(base, 64)
            return trailer
        }
        return opened ? trailer : nil
    }

    // MARK: Passphrases

    /// Argon2id of 32 bytes straight into `slot`; `false` if there is not enough memory.
    static func stretch(
        _ passphrase: RawSpan,
        salt: Bytes16,
        operations: UInt32,
        kibibytes: UInt32,
        into slot: borrowing KeySlab.Slot
    ) -> Bool {
        let salt = salt.bytes
        return unsafe slot.write { target in
            unsafe passphrase.withUnsafeBytes { passphrase in
                unsafe passphrase.withMemoryRebound(to: CChar.self) { passphrase in
                    unsafe crypto_pwhash_argon2id(
                        target.baseAddress.unsafelyUnwrapped,
                        32,
                        passphrase.baseAddress.unsafelyUnwrapped,
                        UInt64(passphrase.count),
                        salt,
                        UInt64(operations),
                        Int(kibibytes) * 1024,
                        crypto_pwhash_argon2id_alg_argon2id13()
                    ) == 0
                }
            }
        }
    }

    // MARK: Bytes

    static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { unsafe sodium_memzero($0.baseAddress, $0.count) }
    }

    static func base64(_ bytes: [UInt8]) -> String {
        let variant = base64Variant
        let size = sodium_base64_encoded_len(bytes.count, variant)
        let text = unsafe [UInt8](unsafeUninitializedCapacity: size) { out, used in
            unsafe out.withMemoryRebound(to: CChar.self) { out in
                _ = unsafe sodium_bin2base64(
                    out.baseAddress.unsafelyUnwrapped,
                    size,
                    bytes,
                    bytes.count,
                    variant
                )
            }
            used = size - 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` if it is not base64 with padding.
    static func bytes(base64 text: [UInt8]) -> [UInt8]? {
        var decoded = false
        let capacity = text.count / 4 * 3
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { out, used in
            decoded = unsafe text.withUnsafeBytes { text in
                unsafe text.withMemoryRebound(to: CChar.self) { text in
                    guard let base = out.baseAddress, let from = text.baseAddress else { return text.isEmpty }
                    return unsafe sodium_base642bin(
                        base,
                        capacity,
                        from,
                        text.count,
                        nil,
                        &used,
                        nil,
                        base64Variant
                    ) == 0
                }
            }
        }
        return decoded ? bytes : nil
    }

    /// Standard alphabet with padding.
    private static let base64Variant: Int32 = 1

    static func equal(_ left: Words32, _ right: Words32) -> Bool {
        unsafe lend(left) { left in unsafe lend(right) { right in unsafe sodium_memcmp(left, right, 32) == 0 }
        }
    }

    private static func lend<Result>(_ words: Words32, _ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        let memory = (
            words.first.littleEndian, words.second.littleEndian,
            words.third.littleEndian, words.fourth.littleEndian
        )
        return unsafe withUnsafeBytes(of: memory) { buffer in
            unsafe body(buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
        }
    }

    private static func words(_ body: (UnsafeMutablePointer<UInt8>) -> Void) -> Words32 {
        var memory: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        unsafe withUnsafeMutableBytes(of: &memory) { buffer in
            unsafe body(buffer.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self))
        }
        return Words32(
            first: UInt64(littleEndian: memory.0),
            second: UInt64(littleEndian: memory.1),
            third: UInt64(littleEndian: memory.2),
            fourth: UInt64(littleEndian: memory.3)
        )
    }

    private static func withPointers(
        _ message: RawSpan,
        _ personal: Personal,
        _ body: (UnsafePointer<UInt8>?, UInt64, UnsafePointer<UInt8>?) -> Void
    ) {
        let words = (personal.words.0.littleEndian, personal.words.1.littleEndian)
        unsafe message.withUnsafeBytes { message in
            unsafe withUnsafeBytes(of: words) { personal in
                unsafe body(
                    message.baseAddress?.assumingMemoryBound(to: UInt8.self),
                    UInt64(message.count),
                    personal.baseAddress?.assumingMemoryBound(to: UInt8.self)
                )
            }
        }
    }
}

extension Collection<UInt8> {
    /// Lends the bytes, copied only if they do not lie in one run.
    func lend<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let answer = withContiguousStorageIfAvailable { buffer in
            do throws(Failure) {
                return Swift.Result<Result, Failure>.success(
                    try unsafe body(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(buffer)))
                )
            } catch {
                return .failure(error)
            }
        }
        if let answer { return try answer.get() }
        let copy = Array(self)
        return try unsafe body(copy.span.bytes)
    }
}

/// One guarded page of locked memory that holds 127 keys.
///
/// Sendable: a slot is written by the one who took it, before the key's handle is handed out, and wiped when
/// the last handle goes; in between it is only read.
@safe final class KeySlab: @unchecked Sendable {
    static let keySize = 32
    /// With libsodium's canary of 16 bytes this fills one page of 4,096.
    static let capacity = 127

    private let base: UnsafeMutableRawPointer

    init() throws(CryptoError) {
        try Sodium.require()
        let size = Self.capacity * Self.keySize
        guard let memory = unsafe sodium_malloc(size) else { throw CryptoError(.memoryNotLocked) }
        // `sodium_malloc` hides that the page could not be locked; locking again tells.
        guard unsafe sodium_mlock(memory, size) == 0 else {
            unsafe sodium_free(memory)
            throw CryptoError(.memoryNotLocked)
        }
        unsafe base = memory
        unsafe sodium_memzero(memory, size)
    }

    deinit { unsafe sodium_free(base) }

    /// One key's place in a slab; wiped and given back when it goes.
    struct Slot: ~Copyable, Sendable {
        private let slab: KeySlab
        private let index: Int

        init() throws(CryptoError) { (slab, index) = try KeyMemory.take() }

        deinit {
            unsafe sodium_memzero(slab.base + index * KeySlab.keySize, KeySlab.keySize)
            KeyMemory.giveBack(slab, index)
        }

        /// Only for whoever makes the key.
        func write<Result>(_ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
            unsafe body(
                UnsafeMutableRawBufferPointer(
                    start: slab.base + index * KeySlab.keySize,
                    count: KeySlab.keySize
                )
            )
        }

        func randomize() {
            unsafe write { unsafe randombytes_buf($0.baseAddress.unsafelyUnwrapped, $0.count) }
        }

        func copy(_ bytes: RawSpan) {
            unsafe write { target in unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) } }
        }

        func lend<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            let start = unsafe UnsafeRawPointer(slab.base + index * KeySlab.keySize)
            return try unsafe body(RawSpan(_unsafeStart: start, byteCount: KeySlab.keySize))
        }
    }
}

extension RawSpan {
    /// Copies public bytes out of a span.
    var copiedBytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    /// The first eight bytes; the caller has checked that there are as many.
    var littleEndianWord: UInt64 {
        precondition(byteCount >= 8)
        return unsafe UInt64(littleEndian: unsafeLoadUnaligned(as: UInt64.self))
    }
}

extension OutputRawSpan {
    /// Appends bytes; there must be room for them.
    mutating func append(copying bytes: RawSpan) {
        precondition(bytes.byteCount <= freeCapacity)
        unsafe withUnsafeMutableBytes { buffer, used in
            let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            used += bytes.byteCount
        }
    }
}
