/// Standard base64 with padding, for public text formats.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Sodium.base64(bytes) }

    /// `nil` for anything that ``encode(_:)`` would not have written.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard let bytes = Sodium.bytes(base64: Array(text.utf8)), encode(bytes) == text else { return nil }
        return bytes
    }
}
