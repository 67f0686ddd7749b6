internal import CSodium

/// What libsodium's cipher adds to a text.
enum BareCipher {
    static let nonceLength = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    static let tagLength = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
    /// As many bytes of additional data as the library's address of a field has.
    static let addressLength = 88
}
