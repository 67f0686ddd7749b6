internal import CLibsodium

/// The yardstick of sealing: libsodium's cipher with one key, a random nonce a field and the place as
/// additional data, written into memory that is there already.
struct BareSodium {
    static let nonceLength = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    static let tagLength = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)

    private let key: [UInt8]
    private let place: [UInt8]
    private let fields: [[UInt8]]
    private var sealed: [[UInt8]]
    private var opened: [UInt8]

    /// Prepares to seal and open these fields.
    init(fields: [[UInt8]], place: [UInt8]) {
        key = [UInt8](repeating: 7, count: Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES))
        self.place = place
        self.fields = fields
        sealed = fields.map { [UInt8](repeating: 0, count: Self.nonceLength + $0.count + Self.tagLength) }
        opened = [UInt8](repeating: 0, count: fields.map(\.count).max() ?? 0)
        seal()
    }

    /// Seals every field.
    mutating func seal() {
        for (index, field) in fields.enumerated() {
            unsafe sealed[index].withUnsafeMutableBytes { out in
                guard let start = out.baseAddress else { return }
                unsafe randombytes_buf(start, Self.nonceLength)
                let status = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                    (start + Self.nonceLength).assumingMemoryBound(to: UInt8.self),
                    nil,
                    field,
                    UInt64(field.count),
                    place,
                    UInt64(place.count),
                    nil,
                    start.assumingMemoryBound(to: UInt8.self),
                    key
                )
                precondition(status == 0)
            }
        }
    }

    /// Opens every field.
    mutating func open() {
        for field in sealed {
            let status = unsafe opened.withUnsafeMutableBufferPointer { out in
                unsafe field.withUnsafeBufferPointer { sealed in
                    guard let start = sealed.baseAddress else { return Int32(-1) }
                    return unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                        out.baseAddress,
                        nil,
                        nil,
                        start + Self.nonceLength,
                        UInt64(sealed.count - Self.nonceLength),
                        place,
                        UInt64(place.count),
                        start,
                        key
                    )
                }
            }
            precondition(status == 0)
        }
    }

    /// Hashes every field, and as many bytes again: about what the format of a revision hashes beside its cipher.
    mutating func hashTwice() {
        for _ in 0..<2 {
            for field in fields {
                unsafe opened.withUnsafeMutableBufferPointer { out in
                    guard let start = out.baseAddress else { return }
                    _ = unsafe crypto_generichash_blake2b(
                        start,
                        32,
                        field,
                        UInt64(field.count),
                        nil,
                        0
                    )
                }
            }
        }
    }
}
