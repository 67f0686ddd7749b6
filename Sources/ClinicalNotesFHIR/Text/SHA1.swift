internal import CLibcrypto

/// The hash that R4 gives attachments (FIPS 180-4): good against damage on the way, no proof of anything.
struct SHA1 {
    /// The 20 bytes of the hash of some bytes.
    static func hash(_ bytes: Span<UInt8>) -> [UInt8] {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe [UInt8](unsafeUninitializedCapacity: Int(SHA_DIGEST_LENGTH)) { hash, used in
                // Named by its module: here is a type of the same name.
                _ = unsafe CLibcrypto.SHA1(bytes.baseAddress, bytes.count, hash.baseAddress)
                used = Int(SHA_DIGEST_LENGTH)
            }
        }
    }
}
